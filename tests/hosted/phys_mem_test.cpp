/* tests/hosted/phys_mem_test.cpp: physical memory, counted page frames */
#include <algorithm>
#include <cstring>
#include <set>

#include <catch2/catch.hpp>

#include "phys_mem.hpp"

using namespace kspawn::hosted;

namespace {

bool zero(const unsigned char *page)
{
	return std::all_of(page, page + page_size, [](unsigned char byte) { return byte == 0; });
}

} // namespace

TEST_CASE("frames are as many as there are, each different and none is no_frame")
{
	phys_mem memory(10);
	std::set<frame_t> frames;
	while (const frame_t frame = memory.alloc())
		frames.insert(frame);
	CHECK(frames.size() == 10);
	CHECK(memory.in_use() == 10);
	CHECK(memory.alloc() == no_frame);
	CHECK(memory.in_use() == 10);
	memory.put(*frames.begin());
	CHECK(memory.alloc() == *frames.begin());
}

TEST_CASE("a frame is zero when it is given, also the second time")
{
	phys_mem memory(4);
	const frame_t frame = memory.alloc();
	CHECK(zero(memory.at(frame)));
	memset(memory.at(frame), 0xff, page_size);
	memory.put(frame);
	for (int i = 0; i < 4; i++)
		CHECK(zero(memory.at(memory.alloc())));
}

TEST_CASE("a frame is free when its last holder puts it")
{
	phys_mem memory(2);
	const frame_t frame = memory.alloc();
	CHECK(!memory.shared(frame));
	phys_mem::counting(memory).get(frame);
	phys_mem::counting(memory).get(frame);
	CHECK(memory.shared(frame));
	memory.put(frame);
	CHECK(memory.shared(frame));
	memory.put(frame);
	CHECK(!memory.shared(frame));
	CHECK(memory.in_use() == 1);
	memory.put(frame);
	CHECK(memory.in_use() == 0);
}

TEST_CASE("frames do not overlap in the direct map")
{
	phys_mem memory(3);
	frame_t frames[3];
	for (unsigned i = 0; i < 3; i++) {
		frames[i] = memory.alloc();
		memset(memory.at(frames[i]), int(i + 1), page_size);
	}
	for (unsigned i = 0; i < 3; i++) {
		CHECK(memory.at(frames[i])[0] == i + 1);
		CHECK(memory.at(frames[i])[page_size - 1] == i + 1);
	}
}
