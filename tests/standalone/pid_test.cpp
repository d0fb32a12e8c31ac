/* tests/standalone/pid_test.cpp: what a pid table promises */
#include "pid_host.hpp"

#include <set>
#include <utility>

using kspawn_test::live_task;
using kspawn_test::table;

TEST_CASE("pids begin at 1 and each is given out once")
{
	table pids(10);
	kspawn_task task = live_task();
	for (int pid = 1; pid < 10; pid++)
		REQUIRE(pids.alloc(task) == pid);
	REQUIRE(pids.used == 9);
}

TEST_CASE("the smallest table has one pid")
{
	table pids(2);
	kspawn_task task = live_task();
	for (int round = 0; round < 3; round++) {
		REQUIRE(pids.alloc(task) == 1);
		REQUIRE(pids.alloc(task) == -KSPAWN_EAGAIN);
		kspawn_pid_free(&pids, 1);
		REQUIRE(pids.used == 0);
	}
}

TEST_CASE("a table without a pid, or with pids over INT32_MAX, is refused")
{
	kspawn_pid_table pids{};
	kspawn_pid_slot slots[2];
	for (uint32_t count : { 0u, 1u, uint32_t(INT32_MAX) + 1, UINT32_MAX })
		CHECK(kspawn_pid_init(&pids, slots, count) == -KSPAWN_EINVAL);
	CHECK(pids.slots == nullptr);
}

TEST_CASE("exhaustion gives EAGAIN and ends with the first pid that is freed")
{
	table pids(64);
	kspawn_task task = live_task();
	pids.fill(task);
	for (int pid : { 40, 7, 63, 1 }) {
		REQUIRE(pids.alloc(task) == -KSPAWN_EAGAIN);
		kspawn_pid_free(&pids, pid);
		REQUIRE(pids.alloc(task) == pid);
	}
	REQUIRE(pids.alloc(task) == -KSPAWN_EAGAIN);
	REQUIRE(pids.used == 63);
}

TEST_CASE("a freed pid comes back after every other free one")
{
	table pids(100);
	kspawn_task task = live_task();
	const int first = pids.alloc(task);
	kspawn_pid_free(&pids, first);
	std::set<int> between;
	int pid = pids.alloc(task);
	for (; pid != first; pid = pids.alloc(task))
		REQUIRE(between.insert(pid).second);
	REQUIRE(between.size() == 98);

	kspawn_pid_free(&pids, 5);
	kspawn_pid_free(&pids, 3);
	kspawn_pid_free(&pids, 4);
	CHECK(pids.alloc(task) == 5);
	CHECK(pids.alloc(task) == 3);
	CHECK(pids.alloc(task) == 4);
}

TEST_CASE("a pid that a group holds is not given out, however often the pids wrap around")
{
	table pids(32);
	kspawn_task task = live_task();
	pids.fill(task);
	const std::set<int> groups{ 3, 17, 31 };
	for (int pid : groups)
		REQUIRE(kspawn_pid_hold(&pids, pid) == 0);
	for (int pid = 1; pid < 32; pid++)
		kspawn_pid_free(&pids, pid);
	REQUIRE(pids.used == groups.size());

	for (int creation = 0; creation < 1000; creation++) {
		const int pid = pids.alloc(task);
		REQUIRE(pid > 0);
		REQUIRE(groups.count(pid) == 0);
		kspawn_pid_free(&pids, pid);
	}
	for (int pid : groups) {
		REQUIRE(kspawn_pid_find(&pids, pid) == nullptr);
		kspawn_pid_release(&pids, pid);
	}
	REQUIRE(pids.used == 0);
	pids.fill(task);
	REQUIRE(pids.used == 31);
}

TEST_CASE("a pid is free when the last of its task and its groups releases it, in any order")
{
	table pids(2);
	kspawn_task task = live_task();
	for (int last = 0; last < 3; last++) {
		REQUIRE(pids.alloc(task) == 1);
		REQUIRE(kspawn_pid_hold(&pids, 1) == 0);
		REQUIRE(kspawn_pid_hold(&pids, 1) == 0);
		for (int drop = 0; drop < 3; drop++) {
			REQUIRE(pids.alloc(task) == -KSPAWN_EAGAIN);
			drop == last ? kspawn_pid_free(&pids, 1) : kspawn_pid_release(&pids, 1);
		}
		REQUIRE(pids.used == 0);
	}
}

TEST_CASE("find gives the task of a pid with a reference")
{
	table pids(8);
	kspawn_task one = live_task(), two = live_task();
	REQUIRE(pids.alloc(one) == 1);
	REQUIRE(pids.alloc(two) == 2);
	REQUIRE(kspawn_pid_find(&pids, 2) == &two);
	REQUIRE(two.refs == 2);
	REQUIRE(one.refs == 1);
	for (uint32_t state : { KSPAWN_TASK_DEAD, KSPAWN_TASK_ZOMBIE }) {
		one.state = state;
		REQUIRE(kspawn_pid_find(&pids, 1) == &one);
	}
	REQUIRE(one.refs == 3);
	kspawn_pid_free(&pids, 1);
	REQUIRE(kspawn_pid_find(&pids, 1) == nullptr);
	REQUIRE(one.refs == 3);
}

TEST_CASE("find takes no reference to a task that is being created or has lost its last reference")
{
	table pids(4);
	kspawn_task task = live_task();
	REQUIRE(pids.alloc(task) == 1);
	task.state = KSPAWN_TASK_NEW;
	CHECK(kspawn_pid_find(&pids, 1) == nullptr);
	CHECK(task.refs == 1);
	task.state = KSPAWN_TASK_ZOMBIE;
	task.refs = 0;
	CHECK(kspawn_pid_find(&pids, 1) == nullptr);
	CHECK(task.refs == 0);
}

TEST_CASE("a number that is not in use is never found and is left alone")
{
	table pids(16);
	kspawn_task task = live_task();
	REQUIRE(pids.alloc(task) == 1);
	for (int pid : { 0, -1, INT32_MIN, 2, 15, 16, 17, INT32_MAX }) {
		CAPTURE(pid);
		CHECK(kspawn_pid_find(&pids, pid) == nullptr);
		CHECK(kspawn_pid_hold(&pids, pid) == -KSPAWN_ESRCH);
		kspawn_pid_release(&pids, pid);
		kspawn_pid_free(&pids, pid);
		kspawn_pid_assign(&pids, pid, &task);
		CHECK(kspawn_pid_find(&pids, pid) == nullptr);
	}
	REQUIRE(pids.used == 1);
	REQUIRE(task.refs == 1);
	for (int pid = 2; pid < 16; pid++)
		REQUIRE(pids.alloc(task) == pid);
}

TEST_CASE("a task detached from its pid does not drop a group's hold, nor a group the task's")
{
	table pids(2);
	kspawn_task task = live_task();
	REQUIRE(pids.alloc(task) == 1);
	kspawn_pid_release(&pids, 1);
	REQUIRE(kspawn_pid_find(&pids, 1) == &task);
	REQUIRE(kspawn_pid_hold(&pids, 1) == 0);
	kspawn_pid_free(&pids, 1);
	kspawn_pid_free(&pids, 1);
	kspawn_pid_assign(&pids, 1, &task);
	REQUIRE(kspawn_pid_find(&pids, 1) == nullptr);
	REQUIRE(pids.alloc(task) == -KSPAWN_EAGAIN);
	kspawn_pid_release(&pids, 1);
	REQUIRE(pids.alloc(task) == 1);
}

TEST_CASE("pid_put drops a reference, and with the last one the pid, which other holders keep")
{
	table pids(2);
	kspawn_task task = live_task(), next = live_task();
	task.pid = pids.alloc(task);
	REQUIRE(kspawn_pid_find(&pids, 1) == &task);
	REQUIRE(kspawn_pid_hold(&pids, 1) == 0);
	REQUIRE_FALSE(kspawn_pid_put(&pids, &task));
	REQUIRE(task.refs == 1);
	REQUIRE(kspawn_pid_put(&pids, &task));
	REQUIRE(task.refs == 0);
	REQUIRE(kspawn_pid_find(&pids, 1) == nullptr);
	REQUIRE(pids.alloc(next) == -KSPAWN_EAGAIN);
	kspawn_pid_release(&pids, 1);
	REQUIRE(pids.alloc(next) == 1);
}

TEST_CASE("exec by another thread than the leader exchanges two pids and keeps their holders")
{
	table pids(8);
	kspawn_task leader = live_task(), thread = live_task();
	leader.pid = pids.alloc(leader);
	thread.pid = pids.alloc(thread);
	REQUIRE(kspawn_pid_hold(&pids, leader.pid) == 0);

	std::swap(leader.pid, thread.pid);
	kspawn_pid_assign(&pids, thread.pid, &thread);
	kspawn_pid_assign(&pids, leader.pid, &leader);
	REQUIRE(kspawn_pid_find(&pids, 1) == &thread);
	REQUIRE(kspawn_pid_find(&pids, 2) == &leader);

	kspawn_pid_free(&pids, leader.pid);
	REQUIRE(pids.used == 1);
	kspawn_pid_free(&pids, thread.pid);
	REQUIRE(pids.used == 1);
	kspawn_pid_release(&pids, 1);
	REQUIRE(pids.used == 0);
}

TEST_CASE("every operation takes the lock of the pids once and releases it")
{
	table pids(8);
	kspawn_task task = live_task();
	auto before = kspawn_test::locks.load();
	const auto once = [&] { return kspawn_test::locks == ++before; };
	CHECK((pids.alloc(task), once()));
	CHECK((kspawn_pid_hold(&pids, 1), once()));
	CHECK((kspawn_pid_find(&pids, 1), once()));
	CHECK((kspawn_pid_find(&pids, 2), once()));
	CHECK((kspawn_pid_assign(&pids, 1, &task), once()));
	CHECK((kspawn_pid_release(&pids, 1), once()));
	CHECK((kspawn_pid_free(&pids, 1), once()));
	CHECK((kspawn_pid_free(&pids, 1), once()));
	task.refs = 1, task.pid = pids.alloc(task), before++;
	CHECK((kspawn_pid_put(&pids, &task), once()));
	CHECK(kspawn_test::lock_faults == 0);
}
