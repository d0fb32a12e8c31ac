/* tests/standalone/waiters_test.cpp: sleepers wake in the order in which they fell asleep */
#include <catch2/catch.hpp>

#include <kspawn/errno.h>
#include <kspawn/sched.h>

#include <algorithm>
#include <array>
#include <deque>
#include <vector>

#include "seed.hpp"

namespace {

struct sleepers : kspawn_waiters {
	explicit sleepers(uint32_t buckets) : storage(buckets, reinterpret_cast<kspawn_waiter *>(8))
	{
		REQUIRE(kspawn_waiters_init(this, storage.data(), buckets) == 0);
	}
	void add(kspawn_waiter &waiter) { kspawn_waiters_add(this, &waiter); }
	kspawn_task *take(const uint32_t &word) { return kspawn_waiters_take(this, &word); }
	bool empty() const
	{
		return std::all_of(storage.begin(), storage.end(), [](auto *oldest) { return oldest == nullptr; });
	}
	std::vector<kspawn_waiter *> storage;
};

/// A task with its place to sleep.
struct sleeper {
	kspawn_task task{};
	kspawn_waiter waiter{};

	kspawn_waiter &on(const uint32_t &word)
	{
		waiter = kspawn_waiter{ &word, &task, nullptr, nullptr, nullptr };
		return waiter;
	}
};

} // namespace

TEST_CASE("a table of sleepers needs a power of two of buckets")
{
	kspawn_waiters waiters{};
	std::array<kspawn_waiter *, 4> storage;
	for (uint32_t count : { 0u, 3u, 5u, UINT32_MAX })
		CHECK(kspawn_waiters_init(&waiters, storage.data(), count) == -KSPAWN_EINVAL);
	CHECK(waiters.buckets == nullptr);
	for (uint32_t count : { 1u, 2u, 4u })
		CHECK(kspawn_waiters_init(&waiters, storage.data(), count) == 0);
}

TEST_CASE("sleepers of one word are taken oldest first, and none of another word")
{
	for (uint32_t buckets : { 1u, 64u }) {
		sleepers table(buckets);
		std::array<uint32_t, 3> words{};
		std::array<sleeper, 30> tasks;
		for (std::size_t i = 0; i < tasks.size(); i++)
			table.add(tasks[i].on(words[i % 3]));
		for (std::size_t word : { 2, 0, 1 }) {
			for (std::size_t i = word; i < tasks.size(); i += 3)
				REQUIRE(table.take(words[word]) == &tasks[i].task);
			REQUIRE(table.take(words[word]) == nullptr);
		}
		REQUIRE(table.empty());
	}
}

TEST_CASE("a sleeper that is removed is not taken, wherever it stood")
{
	for (std::size_t removed = 0; removed < 3; removed++) {
		sleepers table(1);
		uint32_t word = 0;
		std::array<sleeper, 3> tasks;
		for (auto &task : tasks)
			table.add(task.on(word));
		kspawn_waiters_remove(&tasks[removed].waiter);
		for (std::size_t i = 0; i < tasks.size(); i++)
			if (i != removed)
				REQUIRE(table.take(word) == &tasks[i].task);
		REQUIRE(table.take(word) == nullptr);
		REQUIRE(table.empty());
	}
}

TEST_CASE("removing a sleeper that was taken, removed or never added changes nothing")
{
	sleepers table(1);
	uint32_t word = 0;
	std::array<sleeper, 4> tasks;
	for (auto &task : tasks)
		table.add(task.on(word));
	REQUIRE(table.take(word) == &tasks[0].task);
	kspawn_waiters_remove(&tasks[2].waiter);
	sleeper stranger;
	stranger.on(word);
	for (auto *waiter : { &tasks[0].waiter, &tasks[2].waiter, &stranger.waiter })
		kspawn_waiters_remove(waiter);
	REQUIRE(table.take(word) == &tasks[1].task);
	REQUIRE(table.take(word) == &tasks[3].task);
	for (auto &task : tasks)
		kspawn_waiters_remove(&task.waiter);
	REQUIRE(table.take(word) == nullptr);
	REQUIRE(table.empty());
}

TEST_CASE("a sleeper's memory may go when it was taken or removed")
{
	sleepers table(1);
	uint32_t word = 0;
	sleeper first, last;
	table.add(first.on(word));
	for (bool taken : { true, false }) {
		auto *between = new sleeper;
		table.add(between->on(word));
		table.add(last.on(word));
		if (taken) {
			REQUIRE(table.take(word) == &first.task);
			REQUIRE(table.take(word) == &between->task);
			table.add(first.on(word));
		} else {
			kspawn_waiters_remove(&between->waiter);
		}
		delete between;
		kspawn_waiters_remove(&last.waiter);
	}
	REQUIRE(table.take(word) == &first.task);
	REQUIRE(table.empty());
}

TEST_CASE("neighbouring words spread over the buckets")
{
	sleepers table(64);
	std::array<uint32_t, 64> words{};
	std::array<sleeper, 64> tasks;
	for (std::size_t i = 0; i < words.size(); i++)
		table.add(tasks[i].on(words[i]));
	const auto used = 64 - std::count(table.storage.begin(), table.storage.end(), nullptr);
	REQUIRE(used >= 32);
}

TEST_CASE("a table of sleepers does what a list of them does")
{
	kspawn_test::dice dice(kspawn_test::seed());
	for (uint32_t buckets : { 1u, 2u, 16u }) {
		CAPTURE(buckets);
		sleepers table(buckets);
		std::deque<kspawn_waiter *> ideal;
		std::array<uint32_t, 7> words{};
		std::array<sleeper, 40> tasks;
		for (int i = 0; i < kspawn_test::operations; i++) {
			auto &task = tasks[dice(tasks.size())];
			const auto &word = words[dice(words.size())];
			const auto place = std::find(ideal.begin(), ideal.end(), &task.waiter);
			switch (dice(4)) {
			case 0:
			case 1:
				if (place == ideal.end()) {
					table.add(task.on(word));
					ideal.push_back(&task.waiter);
				}
				break;
			case 2:
				kspawn_waiters_remove(&task.waiter);
				if (place != ideal.end())
					ideal.erase(place);
				break;
			case 3: {
				const auto oldest = std::find_if(ideal.begin(), ideal.end(),
								 [&](auto *waiter) { return waiter->word == &word; });
				REQUIRE(table.take(word) == (oldest == ideal.end() ? nullptr : (*oldest)->task));
				if (oldest != ideal.end())
					ideal.erase(oldest);
			}
			}
		}
		for (auto *waiter : ideal)
			REQUIRE(kspawn_waiters_take(&table, waiter->word) == waiter->task);
		REQUIRE(table.empty());
	}
}
