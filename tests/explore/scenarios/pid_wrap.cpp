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

/// No other task gets a number that a group holds, even when its own task is freed.
void group()
{
	begin();
	spawn(held_exits);
	const int err = kspawn_pid_hold(pids, P);
	expect(err == 0 || err == -KSPAWN_ESRCH, "hold", err);
	int status = 0;
	kspawn_wait4(P, &status, KSPAWN_WALL);
	expect(kspawn_pid_find(pids, P) == nullptr, "a number without a task is not found");
	for (int i = 0; i < 3; i++) {
		const int pid = kspawn_kernel_thread(returns_1, nullptr, 0);
		expect(err || pid != P, "a number that is held is not used again", pid);
	}
	if (err == 0)
		kspawn_pid_release(pids, P);
}

} // namespace

extern const scenarios pid_wrap_scenarios;
const scenarios pid_wrap_scenarios = {
	{ .name = "pid-reused",
	  .what = "pid_find while a pid goes from task to task",
	  .init = reused,
	  .check = check_any,
	  .pid_count = 4 },
	{ .name = "pid-held", .what = "a held task keeps its pid", .init = held, .check = check_held, .pid_count = 4 },
	{ .name = "pid-group",
	  .what = "a group keeps the number of a freed task",
	  .init = group,
	  .check = check_none,
	  .pid_count = 4 },
};

} // namespace kernel
