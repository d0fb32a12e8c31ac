/* tests/generic/notify_parent_test.cpp: a process that has ended, its parent and its orphans
 *
 * Tested here: orphans.cpp */
#include <array>
#include <numeric>

#include "tasks.hpp"

using namespace kspawn::test;

namespace {

constexpr size_t tree_size = 5;
using places = std::array<int, tree_size>;

/// Tasks 0 to 4; parents[i] is the task that bears task i, -1 for init.
struct tree {
	places parents;
	std::array<uint32_t, tree_size> go = {};
	places pids = {};

	int live(size_t self)
	{
		for (size_t i = 0; i < tree_size; i++)
			if (parents[i] == int(self))
				pids[i] = thread([this, i] { return live(i); });
		sleep_on(go[self]);
		return int(10 + self);
	}
	void plant()
	{
		for (size_t i = 0; i < tree_size; i++)
			if (parents[i] < 0)
				pids[i] = thread([this, i] { return live(i); });
		yield(10);
	}
};

/// Init has all of them to wait for, in whatever order they and their parents ended.
void check_order(const places &parents, const places &order)
{
	tree t = { parents };
	t.plant();
	for (int place : order) {
		set(t.go[size_t(place)]);
		yield(3);
	}
	places ends = {};
	for (size_t i = 0; i < tree_size; i++) {
		int status = 0;
		const int pid = kspawn_wait4(-1, &status, 0);
		for (size_t place = 0; place < tree_size; place++)
			if (t.pids[place] == pid)
				ends[place] += status == exited(int(10 + place)) ? 1 : 100;
	}
	CHECK(ends == places{ 1, 1, 1, 1, 1 });
	CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
}

} // namespace

TEST_CASE("a tree of five tasks ends in each of the 120 orders, and all that is left is init's")
{
	const auto parents =
		GENERATE(places{ -1, 0, 0, 1, 1 }, places{ -1, 0, 1, 2, 3 }, places{ -1, 0, 0, 0, 0 }, places{ -1, 0, 0, 2, -1 });
	const bool child_first = GENERATE(false, true);
	auto options = with_programs();
	options.child_first = child_first;
	in_kernel(
		[&parents] {
			const auto before = in_use();
			places order;
			std::iota(order.begin(), order.end(), 0);
			int orders = 0;
			do {
				check_order(parents, order);
				orders++;
				CHECK(in_use() == before);
			} while (std::next_permutation(order.begin(), order.end()));
			CHECK(orders == 120);
			return 0;
		},
		options);
}

TEST_CASE("an orphan's parent is init, which waits for it as for a child of its own")
{
	in_kernel([] {
		static uint32_t go;
		static int orphan;
		go = 0;
		const int parent = thread([] {
			orphan = thread(
				[] {
					sleep_on(go);
					return 6;
				},
				10); /* would need __WCLONE */
			return 0;
		});
		CHECK(wait_for(parent) == exited(0));
		kspawn_task *task = find(orphan);
		CHECK(task->parent == kspawn_current());
		CHECK(task->exit_signal == KSPAWN_SIGCHLD);
		kspawn_task_put(task);
		CHECK(kspawn_wait4(orphan, nullptr, KSPAWN_WNOHANG) == 0);
		set(go);
		CHECK(wait_for(orphan) == exited(6));
		return 0;
	});
}

TEST_CASE("init that sleeps in wait is woken by an orphan that was a zombie already")
{
	in_kernel([] {
		static uint32_t go;
		static int orphan;
		go = 0;
		const int parent = thread([] {
			orphan = thread([] { return 6; }, 10);
			sleep_on(go);
			return 0;
		});
		yield();
		thread(
			[] {
				set(go);
				return 0;
			},
			0);
		int status = 0, found[2] = {};
		for (int &pid : found)
			pid = kspawn_wait4(-1, &status, 0);
		CHECK(((found[0] == parent && found[1] == orphan) || (found[0] == orphan && found[1] == parent)));
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG | KSPAWN_WALL) == -KSPAWN_ECHILD);
		return 0;
	});
}

TEST_CASE("an inherited zombie wakes init, also if its parent's exit notifies no task")
{
	in_kernel([] {
		static uint32_t go;
		static int orphan;
		go = 0;
		const int other = thread([] { return sleep_on(go); });
		thread(
			[] {
				orphan = thread([] { return 6; });
				yield(5);
				return 0;
			},
			0);
		int status = 0;
		const int found = kspawn_wait4(-1, &status, 0);
		CHECK(found == orphan);
		CHECK(status == exited(6));
		set(go);
		CHECK(wait_for(other) == exited(0));
		return 0;
	});
}

TEST_CASE("orphaned zombies keep their order")
{
	in_kernel([] {
		static std::array<int, 6> pids;
		const int parent = thread([] {
			for (size_t i = 0; i < pids.size(); i++)
				pids[i] = thread([] { return 1; });
			yield(10);
			return 0;
		});
		CHECK(wait_for(parent) == exited(0));
		for (int pid : pids)
			CHECK(kspawn_wait4(-1, nullptr, 0) == pid);
		return 0;
	});
}

TEST_CASE("an auto-reaped process leaves no zombie; init adopts its orphans")
{
	in_kernel([] {
		const auto before = in_use();
		static int orphan;
		orphan = 0;
		thread(
			[] {
				orphan = thread([] { return 4; });
				yield(5);
				return 0;
			},
			0);
		yield(20);
		CHECK(wait_for(orphan) == exited(4));
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("children stay with a process whose first thread has ended while another lives")
{
	in_kernel([] {
		const int pid = spawn({ "/groups", "exit", "thread", "yields" });
		CHECK(wait_for(pid) == exited(7));
		int status = 0;
		CHECK(kspawn_wait4(-1, &status, 0) > 0);
		CHECK(status == exited(9));
		return 0;
	});
}

TEST_CASE("the forest of forks and exits leaks nothing, in every mode of the machine")
{
	for (int mode = 0; mode < 4; mode++) {
		auto options = with_programs();
		options.child_first = mode & 1;
		options.switch_in_hooks = mode & 2;
		const outcome o = run_program({ "/tree" }, options);
		INFO(o.console);
		CHECK(o.status == exited(0));
	}
}
