/* tests/generic/task_recycle_test.cpp: what a life leaves in a task, and what is left after kspawn_task_recycle */
#include <algorithm>

#include "tasks.hpp"

using namespace kspawn::test;

namespace {

/// What the host sets before the task is used again, and what a creation sets before it is read.
void forget(kspawn_task &task)
{
	task.thread = {};
	task.regs = nullptr;
	task.stack_size = 0;
	task.pid = task.tgid = task.pgid = 0;
	task.event = 0;
	task.zombies_end = nullptr;
}

bool is_zero(const kspawn_task &task)
{
	const auto *bytes = reinterpret_cast<const unsigned char *>(&task);
	return std::all_of(bytes, bytes + sizeof(task), [](unsigned char byte) { return byte == 0; });
}

/// Checks the structure of the task `pid`, which ends in `end`, as its last put finds it.
template <typename End>
void check_recycled(int pid, End end)
{
	kspawn_task *task = find(pid);
	end();
	REQUIRE(task->refs == 1);
	kspawn_task used = *task;
	kspawn_task_put(task);
	forget(used);
	CHECK(!is_zero(used));
	kspawn_task_recycle(&used);
	CHECK(is_zero(used));
}

} // namespace

TEST_CASE("a recycled kernel thread is as good as zeroes")
{
	in_kernel([] {
		const int pid = thread([] { return 6; });
		check_recycled(pid, [pid] { CHECK(wait_for(pid) == exited(6)); });
		return 0;
	});
}

TEST_CASE("a recycled kernel thread that nothing waits for is as good as zeroes")
{
	in_kernel([] {
		const int pid = thread([] { return 6; }, 0);
		check_recycled(pid, [] { yield(3); });
		return 0;
	});
}

TEST_CASE("a recycled parent of children and zombies is as good as zeroes")
{
	in_kernel([] {
		const int pid = thread([] {
			thread([] { return 1; });
			yield(3);
			thread([] {
				yield(20);
				return 2;
			});
			CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG) > 0);
			thread([] { return 3; });
			yield(3);
			return 4;
		});
		check_recycled(pid, [pid] { CHECK(wait_for(pid) == exited(4)); });
		while (kspawn_wait4(-1, nullptr, 0) > 0)
			;
		return 0;
	});
}

TEST_CASE("a recycled process that was killed is as good as zeroes")
{
	in_kernel([] {
		const int pid = user([] {
			static uint32_t never;
			while (kspawn_wait_word(&never, 0, KSPAWN_KILLABLE) == 0)
				;
			return 0;
		});
		yield(3);
		kspawn_task *task = find(pid);
		CHECK(kspawn_kill(task, 9) == 0);
		kspawn_task_put(task);
		check_recycled(pid, [pid] { CHECK(wait_for(pid) == 9); });
		return 0;
	});
}

TEST_CASE("a recycled child of vfork is as good as zeroes")
{
	in_kernel([] {
		const int pid = user([] {
			const int child = kspawn_vfork();
			check_recycled(child, [child] { CHECK(wait_for(child) == exited(5)); });
			return 0;
		});
		CHECK(wait_for(pid) == exited(0));
		return 0;
	});
}
