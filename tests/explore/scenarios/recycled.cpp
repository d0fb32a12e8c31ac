/* tests/explore/scenarios/recycled.cpp: tasks in structures that had a life before: kspawn_task_recycle */
#include "common.hpp"

namespace kernel {
namespace {

/* The second child has what the first one left. */
void forks_again(long)
{
	for (int code = 3; code < 5; code++) {
		const int pid = u_fork(exits, code);
		int status = 0;
		const int got = u_wait(pid, &status);
		expect(got == pid && status == code * W, "the child's status", got, status);
		if (code == 3)
			begin();
	}
	u_exit(0);
}
void spawn_forks_again() { spawn(forks_again); }

/* Kernel threads after one that was stopped. */
int is_not_stopped(void *) { return kspawn_kthread_should_stop(); }
void stop_one()
{
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &t) == 0, "run");
	expect(kspawn_kthread_park(t) == 0, "park");
	const int got = kspawn_kthread_stop(t);
	expect(got == 42, "stop returns the result", got);
}
void runs_again()
{
	stop_one();
	const int pid = kspawn_kernel_thread(is_not_stopped, nullptr, KSPAWN_SIGCHLD);
	int status = 0;
	expect(kspawn_wait4(pid, &status, 0) == pid && status == 0, "it was never asked to stop", status);
	begin();
	stop_one();
}

/* pid_find of a task whose structure had a life before */
int finder_of_4(void *)
{
	for (int i = 0; i < 2; i++)
		if (kspawn_task *t = kspawn_pid_find(pids, 4)) {
			expect(t->pid == 4, "the task that was found");
			kspawn_task_put(t);
		}
	return 0;
}
void finds_again()
{
	const int first = kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD); /* 2 */
	expect(kspawn_wait4(first, nullptr, 0) == first, "the first");
	begin();
	kspawn_kernel_thread(finder_of_4, nullptr, KSPAWN_SIGCHLD); /* 3 */
	kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD);   /* 4 */
}

} // namespace

extern const scenarios recycled_scenarios;
const scenarios recycled_scenarios = {
	{ .name = "recycled-fork", .what = "two children, one after the other", .init = spawn_forks_again, .check = check_p0 },
	{ .name = "recycled-kthread",
	  .what = "kthread: run, park, stop, after another",
	  .init = runs_again,
	  .check = check_none },
	{ .name = "recycled-find",
	  .what = "pid_find of a task before it is published, after another life",
	  .init = finds_again,
	  .check = check_any },
};

} // namespace kernel
