/* tests/generic/finish_switch_test.cpp: what happens to a task when it is off its stack, and its references
 *
 * Tested here: task_ref.cpp */
#include "tasks.hpp"

using namespace kspawn::test;

TEST_CASE("R11: a stack is freed and a zombie published after the switch away from it")
{
	in_kernel([] {
		const size_t stacks = kspawn::hosted::in_use().stacks;
		static kspawn_task *exiting;
		const int pid = thread([] {
			exiting = kspawn_current();
			CHECK(kspawn_current()->on_cpu == 1);
			return 0;
		});
		kspawn_task *task = find(pid);
		CHECK(task->state == KSPAWN_TASK_LIVE);
		CHECK(kspawn::hosted::in_use().stacks == stacks + 1);
		while (task->state != KSPAWN_TASK_ZOMBIE)
			kspawn_sched_yield();
		CHECK(exiting == task);
		CHECK(task->on_cpu == 0);
		CHECK(task->stack == nullptr);
		CHECK(kspawn::hosted::in_use().stacks == stacks);
		kspawn_task_put(task);
		CHECK(wait_for(pid) == exited(0));
		return 0;
	});
}

TEST_CASE("a task's structure and pid stay while it has a holder")
{
	auto options = with_programs();
	options.tasks = 16;
	in_kernel(
		[] {
			const auto before = in_use();
			const int pid = thread([] { return 6; });
			kspawn_task *task = find(pid);
			kspawn_task_get(task);
			CHECK(wait_for(pid) == exited(6));
			for (int i = 0; i < 50; i++) {
				const int other = thread([] { return 0; });
				CHECK(other != pid);
				CHECK(wait_for(other) == exited(0));
			}
			CHECK(task->exit_code == exited(6));
			kspawn_task_put(task);
			CHECK(in_use() != before);
			kspawn_task_put(task);
			CHECK(in_use() == before);
			CHECK(find(pid) == nullptr);
			return 0;
		},
		options);
}

TEST_CASE("a task that is switched away from alive keeps all it has")
{
	in_kernel([] {
		const int pid = thread([] {
			const kspawn_task *self = kspawn_current();
			for (int i = 0; i < 10; i++) {
				CHECK(self->on_cpu == 1);
				CHECK(self->state == KSPAWN_TASK_LIVE);
				CHECK(self->stack != nullptr);
				kspawn_sched_yield();
			}
			return 0;
		});
		kspawn_sched_yield();
		kspawn_task *task = find(pid);
		CHECK(task->on_cpu == 0);
		CHECK(task->state == KSPAWN_TASK_LIVE);
		kspawn_task_put(task);
		CHECK(wait_for(pid) == exited(0));
		return 0;
	});
}
