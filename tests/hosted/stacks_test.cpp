/* tests/hosted/stacks_test.cpp: kernel stacks, aligned blocks whose lowest word points to the task */
#include <set>

#include <catch2/catch.hpp>

#include "stacks.hpp"

using namespace kspawn::hosted;

namespace {

struct reserved {
	explicit reserved(size_t count) { stacks::reserve(count); }
	~reserved() { stacks::release(); }
};

} // namespace

TEST_CASE("blocks are aligned, apart, and as many as were reserved")
{
	const reserved some(5);
	std::set<unsigned char *> blocks;
	while (unsigned char *block = stacks::alloc()) {
		CHECK(reinterpret_cast<uintptr_t>(block) % stack_block == 0);
		block[stack_bottom] = block[stack_block - 1] = 1;
		blocks.insert(block);
	}
	CHECK(blocks.size() == 5);
	CHECK(stacks::in_use() == 5);
	stacks::free(*blocks.begin());
	CHECK(stacks::in_use() == 4);
	CHECK(stacks::alloc() == *blocks.begin());
	CHECK(stacks::alloc() == nullptr);
}

TEST_CASE("a freed block is poisoned and leads to no task")
{
	const reserved some(1);
	unsigned char *block = stacks::alloc();
	*reinterpret_cast<kspawn_task **>(block) = reinterpret_cast<kspawn_task *>(block);
	for (size_t i = stack_block - 4096; i < stack_block; i++)
		block[i] = 1;
	stacks::free(block);
	CHECK(*reinterpret_cast<kspawn_task **>(block) == nullptr);
	bool poisoned = true;
	for (size_t i = stack_block - 4096; i < stack_block; i++)
		poisoned = poisoned && block[i] != 1 && block[i] == block[stack_block - 1];
	CHECK(poisoned);
}
