/* tests/explore/scenarios/pid_wrap.cpp: so few pids that they are used again */
#include "common.hpp"

namespace kernel {
namespace {

/// What is found by a pid has that pid, whichever task it is by then.
int finds(void *)
{
	for (int i = 0; i < 3; i++) {
		kspawn_task *t = kspawn_pid_find(pids, 3);
		if (!t)
			continue;
		expect(t->pid == 3, "the task that was found", t->pid);
		kspawn_task_put(t);
	}
	return 0;
}
void reused()
{
	begin();
	kspawn_kernel_thread(finds, nullptr, KSPAWN_SIGCHLD); /* 2, which leaves 3 alone */
	for (int i = 0; i < 3; i++) {
		const int pid = kspawn_kernel_thread(returns_1, nullptr, 0);
		expect(pid > 0 || pid == -KSPAWN_EAGAIN, "kernel_thread", pid);
	}
}

/// A pid whose task is held comes to no other task.
void held_exits(long) { u_exit(3); }
void held()
{
	begin();
	spawn(held_exits);
	kspawn_task *t = kspawn_pid_find(pids, P);
	for (int i = 0; i < 2; i++) {
		const int pid = kspawn_kernel_thread(returns_1, nullptr, 0);
		expect(!t || pid != P, "a held pid is not used again", pid);
	}
	if (t)
		kspawn_task_put(t);
}
void check_held() { expect_status(P, 3 * W), expect_reaped(1); }

} // namespace

extern const scenarios pid_wrap_scenarios;
const scenarios pid_wrap_scenarios = {
	{ .name = "pid-reused", .what = "pid_find while a pid goes from task to task", .init = reused, .check = check_any, .pid_count = 4 },
	{ .name = "pid-held", .what = "a held task keeps its pid", .init = held, .check = check_held, .pid_count = 4 },
};

} // namespace kernel
