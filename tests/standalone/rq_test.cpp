/* tests/standalone/rq_test.cpp: a run queue gives the oldest task of the first level */
#include <catch2/catch.hpp>

#include <kspawn/errno.h>
#include <kspawn/sched.h>

#include <array>
#include <deque>
#include <vector>

#include "seed.hpp"

namespace {

struct queue : kspawn_rq {
	queue(uint32_t levels, uint32_t capacity) : storage(levels * capacity)
	{
		REQUIRE(kspawn_rq_init(this, storage.data(), levels, capacity) == 0);
	}
	/// As if this number of tasks had been through every level.
	void age(uint32_t tasks)
	{
		for (uint32_t level = 0; level < levels; level++)
			head[level] = tail[level] = tasks;
	}
	int push(kspawn_task &task, uint32_t level) { return kspawn_rq_push(this, &task, level); }
	kspawn_task *pop() { return kspawn_rq_pop(this); }
	std::vector<kspawn_task *> storage;
};

/// A deque a level, looked through from the first.
class model {
public:
	model(uint32_t levels, uint32_t most) : rings(levels), capacity(most) {}
	int push(kspawn_task &task, uint32_t level)
	{
		if (level >= rings.size())
			return -KSPAWN_EINVAL;
		if (rings[level].size() == capacity)
			return -KSPAWN_EAGAIN;
		rings[level].push_back(&task);
		return 0;
	}
	kspawn_task *pop()
	{
		for (auto &ring : rings) {
			if (ring.empty())
				continue;
			kspawn_task *task = ring.front();
			ring.pop_front();
			return task;
		}
		return nullptr;
	}

private:
	std::vector<std::deque<kspawn_task *>> rings;
	std::size_t capacity;
};

} // namespace

TEST_CASE("levels from 1 to 64 and capacities that are powers of two make a run queue")
{
	kspawn_rq rq{};
	std::array<kspawn_task *, 64> storage;
	CHECK(kspawn_rq_init(&rq, storage.data(), 0, 1) == -KSPAWN_EINVAL);
	CHECK(kspawn_rq_init(&rq, storage.data(), 65, 1) == -KSPAWN_EINVAL);
	for (uint32_t capacity : { 0u, 3u, 6u, 0x80000001u, UINT32_MAX })
		CHECK(kspawn_rq_init(&rq, storage.data(), 1, capacity) == -KSPAWN_EINVAL);
	CHECK(rq.slots == nullptr);
	CHECK(kspawn_rq_init(&rq, storage.data(), 1, 1) == 0);
	CHECK(kspawn_rq_init(&rq, storage.data(), 64, 1) == 0);
	CHECK(kspawn_rq_init(&rq, storage.data(), 1, 0x80000000u) == 0);
}

TEST_CASE("an empty run queue gives no task")
{
	queue rq(3, 2);
	kspawn_task task{};
	REQUIRE(rq.pop() == nullptr);
	REQUIRE(rq.push(task, 2) == 0);
	REQUIRE(rq.pop() == &task);
	REQUIRE(rq.pop() == nullptr);
	REQUIRE(rq.ready == 0);
}

TEST_CASE("the first level runs first, and within a level the oldest")
{
	queue rq(64, 4);
	std::array<kspawn_task, 192> tasks{};
	for (uint32_t i = 0; i < tasks.size(); i++)
		REQUIRE(rq.push(tasks[i], 63 - i % 64) == 0);
	for (uint32_t level = 0; level < 64; level++)
		for (uint32_t age = 0; age < 3; age++)
			REQUIRE(rq.pop() == &tasks[age * 64 + 63 - level]);
	REQUIRE(rq.pop() == nullptr);
}

TEST_CASE("a task queued again goes after the others of its level")
{
	queue rq(1, 4);
	std::array<kspawn_task, 3> tasks{};
	for (auto &task : tasks)
		REQUIRE(rq.push(task, 0) == 0);
	for (int turn = 0; turn < 100; turn++) {
		kspawn_task *task = rq.pop();
		REQUIRE(task == &tasks[turn % 3]);
		REQUIRE(rq.push(*task, 0) == 0);
	}
}

TEST_CASE("a level takes its capacity and no more, and a level that is not there nothing")
{
	for (uint32_t age : { 0u, 1u, UINT32_MAX - 1 }) {
		queue rq(2, 4);
		rq.age(age);
		std::array<kspawn_task, 4> tasks{};
		kspawn_task more{};
		for (auto &task : tasks)
			REQUIRE(rq.push(task, 0) == 0);
		REQUIRE(rq.push(more, 0) == -KSPAWN_EAGAIN);
		REQUIRE(rq.push(more, 2) == -KSPAWN_EINVAL);
		REQUIRE(rq.push(more, UINT32_MAX) == -KSPAWN_EINVAL);
		REQUIRE(rq.push(more, 1) == 0);
		for (auto &task : tasks)
			REQUIRE(rq.pop() == &task);
		REQUIRE(rq.pop() == &more);
		REQUIRE(rq.pop() == nullptr);
	}
}

TEST_CASE("a run queue continues when 2^32 tasks have been through a level")
{
	queue rq(1, 2);
	rq.age(UINT32_MAX - 5);
	std::array<kspawn_task, 2> tasks{};
	REQUIRE(rq.push(tasks[0], 0) == 0);
	for (int turn = 0; turn < 20; turn++) {
		REQUIRE(rq.push(tasks[(turn + 1) % 2], 0) == 0);
		REQUIRE(rq.pop() == &tasks[turn % 2]);
	}
	REQUIRE(rq.head[0] < 20);
}

TEST_CASE("a run queue does what a deque a level does")
{
	kspawn_test::dice dice(kspawn_test::seed());
	std::array<kspawn_task, 97> tasks{};
	for (uint32_t levels : { 1u, 2u, 33u, 64u }) {
		const uint32_t capacity = 1u << dice(6);
		CAPTURE(levels, capacity);
		queue rq(levels, capacity);
		rq.age(0u - dice(10000));
		model ideal(levels, capacity);
		for (int i = 0; i < kspawn_test::operations; i++) {
			auto &task = tasks[dice(tasks.size())];
			const uint32_t level = dice(levels + 1);
			if (dice(16) < 8u + 2 * i / kspawn_test::operations)
				REQUIRE(rq.push(task, level) == ideal.push(task, level));
			else
				REQUIRE(rq.pop() == ideal.pop());
		}
		while (kspawn_task *task = ideal.pop())
			REQUIRE(rq.pop() == task);
		REQUIRE(rq.pop() == nullptr);
	}
}
