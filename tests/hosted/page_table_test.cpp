/* tests/hosted/page_table_test.cpp: frames shared with a count, and protected against writes */
#include <catch2/catch.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <random>
#include <thread>

#include "page_table.hpp"

using namespace kspawn::hosted;

namespace {

constexpr size_t pages = 3000; /* no whole number of leaves */

struct paged {
	phys_mem memory{ 4 * pages };
	page_table table{ memory, pages };

	void fill(size_t page)
	{
		REQUIRE(table.make_room(page));
		table.set(page, memory.alloc());
	}
};

} // namespace

TEST_CASE("a page has the frame that it was given, and its neighbours have none")
{
	paged f;
	for (size_t page : { size_t(0), size_t(63), size_t(64), size_t(511), size_t(512), pages - 1 }) {
		CHECK(f.table.frame_at(page) == no_frame);
		f.fill(page);
		CHECK(f.table.frame_at(page) != no_frame);
		CHECK(f.table.may_write(page));
	}
	CHECK(f.table.frame_at(1) == no_frame);
	CHECK(f.table.frame_at(62) == no_frame);
	CHECK(f.table.frame_at(65) == no_frame);
	CHECK(f.table.frame_at(513) == no_frame);
	CHECK(f.table.frame_at(1024) == no_frame);
	CHECK(f.memory.in_use() == 6);
}

TEST_CASE("another frame in its place puts the first one")
{
	paged f;
	f.fill(7);
	const frame_t first = f.table.frame_at(7);
	f.fill(7);
	CHECK(f.table.frame_at(7) != first);
	CHECK(f.memory.in_use() == 1);
}

TEST_CASE("a copy has each frame, counted once, and neither may write any in place")
{
	const size_t step = GENERATE(1, 2, 63, 64, 65, 700);
	paged f;
	size_t count = 0;
	for (size_t page = 0; page < pages; page += step, count++)
		f.fill(page);
	{
		page_table child(f.memory, pages);
		f.table.share_with(child);
		CHECK(f.memory.in_use() == count);
		bool same = true, counted = true, protects = true;
		for (size_t page = 0; page < pages; page++) {
			const frame_t frame = f.table.frame_at(page);
			same = same && child.frame_at(page) == frame && (frame != no_frame) == (page % step == 0);
			if (frame == no_frame)
				continue;
			counted = counted && f.memory.shared(frame);
			protects = protects && !f.table.may_write(page) && !child.may_write(page);
		}
		CHECK(same);
		CHECK(counted);
		CHECK(protects);
	}
	CHECK(f.memory.in_use() == count);
	bool alone = true;
	for (size_t page = 0; page < pages; page += step)
		alone = alone && f.table.may_write(page);
	CHECK(alone);
}

TEST_CASE("the parent is protected by the copy itself, whatever the count says later")
{
	paged f;
	f.fill(0);
	const frame_t frame = f.table.frame_at(0);
	page_table child(f.memory, pages);
	f.table.share_with(child);
	child.set(0, f.memory.alloc());
	CHECK(child.may_write(0));
	phys_mem::counting(f.memory).get(frame); /* as if another had it */
	CHECK(!f.table.may_write(0));
	f.memory.put(frame);
	CHECK(f.table.may_write(0));
}

TEST_CASE("tables that share, write and go in any order keep every count right")
{
	std::mt19937 random(20261123);
	paged f;
	std::map<size_t, std::unique_ptr<page_table>> tables;
	for (size_t page = 0; page < 600; page += 1 + random() % 4)
		f.fill(page);
	const size_t count = f.memory.in_use();
	for (unsigned i = 0; i < 200; i++) {
		page_table &from = tables.empty() || i % 3 ? f.table : *tables.begin()->second;
		auto child = std::make_unique<page_table>(f.memory, pages);
		from.share_with(*child);
		for (size_t page = random() % 8; page < 600; page += 1 + random() % 200)
			if (child->frame_at(page) != no_frame && !child->may_write(page))
				child->set(page, f.memory.alloc());
		tables[random() % 6] = std::move(child);
	}
	tables.clear();
	CHECK(f.memory.in_use() == count);
	bool alone = true;
	for (size_t page = 0; page < 600; page++)
		alone = alone && (f.table.frame_at(page) == no_frame || f.table.may_write(page));
	CHECK(alone);
}

TEST_CASE("tables that share frames may be copied and dropped by two processors at once")
{
	constexpr size_t few = 64; /* so that the two meet often */
	paged f;
	for (size_t page = 0; page < few; page++)
		f.fill(page);
	page_table other(f.memory, pages);
	f.table.share_with(other);
	const auto storm = [&](page_table &from) {
		const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
		while (std::chrono::steady_clock::now() < end) {
			page_table child(f.memory, pages);
			from.share_with(child);
		}
	};
	std::thread other_thread(storm, std::ref(other));
	storm(f.table);
	other_thread.join();
	for (size_t page = 0; page < few; page++)
		other.set(page, f.memory.alloc());
	CHECK(f.memory.in_use() == 2 * few);
	bool alone = true;
	for (size_t page = 0; page < few; page++)
		alone = alone && f.table.may_write(page);
	CHECK(alone);
}
