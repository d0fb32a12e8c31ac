/* src/hosted/stacks.cpp: kernel stacks, aligned blocks whose lowest word points to the task */
#include "stacks.hpp"

#include <cstring>
#include <mutex>
#include <sys/mman.h>
#include <vector>

#include "fiber.hpp"
#include "host_error.hpp"
#include "inject.hpp"
#include "spinlock.hpp"

namespace kspawn::hosted::stacks {
namespace {

constexpr int poison = 0xdb;
constexpr size_t poisoned = 4096; /* bytes at the top, for registers and first frames */

unsigned char *region, *blocks;
size_t region_size, count, untouched;
std::vector<unsigned char *> free_blocks;
spinlock lock;

/// New pages of zeros, anywhere or in the place of others.
unsigned char *map(unsigned char *where, size_t size)
{
	void *pages = mmap(where, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | (where ? MAP_FIXED : 0), -1, 0);
	check(pages == MAP_FAILED ? -1 : 0, "mmap of kernel stacks");
	return static_cast<unsigned char *>(pages);
}

} // namespace

void reserve(size_t blocks_wanted)
{
	count = blocks_wanted;
	const size_t size = (count / 64 + 1) * 64 * stack_block; /* the same for a few processors more */
	if (region_size < size) {
		if (region)
			munmap(region, region_size);
		region = map(nullptr, size);
		region_size = size;
	}
	const auto address = reinterpret_cast<uintptr_t>(region);
	blocks = region + (stack_block - address % stack_block) % stack_block;
	untouched = 0;
	free_blocks.clear();
}

/// The addresses are kept for the next machine: of 2 GiB, of which a quarter is
/// needed in one piece, any small mapping may later divide the rest.
void release() { map(region, region_size); }

unsigned char *alloc()
{
	if (inject::fails())
		return nullptr;
	std::lock_guard hold(lock);
	if (!free_blocks.empty()) {
		unsigned char *block = free_blocks.back();
		free_blocks.pop_back();
		return block;
	}
	if (untouched == count)
		return nullptr;
	unsigned char *block = blocks + untouched++ * stack_block;
	check(mprotect(block + stack_bottom / 2, stack_bottom / 2, PROT_NONE), "guard page of a kernel stack");
	return block;
}

void free(unsigned char *block)
{
	fiber::forget_stack(block + stack_bottom, stack_block - stack_bottom);
	memset(block + stack_block - poisoned, poison, poisoned);
	*reinterpret_cast<kspawn_task **>(block) = nullptr;
	std::lock_guard hold(lock);
	free_blocks.push_back(block);
}

size_t in_use() { return untouched - free_blocks.size(); }

} // namespace kspawn::hosted::stacks
