/* tests/explore/scenarios/fork.cpp: fork, exit, wait */
#include "common.hpp"

namespace kernel {
namespace {

void forker(long)
{
	begin();
	const int pid = u_fork(exits, 3);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 3 * W, "the child's status", got, status);
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "no other child");
	u_exit(0);
}
void spawn_forker() { spawn(forker); }

void forker2(long)
{
	begin();
	const int a = u_fork(exits, 3), b = u_fork(exits, 4);
	int status = 0, other = 0;
	const int first = u_wait(-1, &status);
	const int second = u_wait(-1, &other);
	expect((first == a && second == b) || (first == b && second == a), "each child once", first, second);
	expect(status == (first == a ? 3 : 4) * W && other == (second == a ? 3 : 4) * W, "statuses", status, other);
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "no other child");
	u_exit(0);
}
void spawn_forker2() { spawn(forker2); }

/* a child of a child */
void mid(long)
{
	u_fork(exits, 5);
	u_exit(4);
}
void grandparent(long)
{
	begin();
	const int pid = u_fork(mid, 0);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == pid && status == 4 * W, "the child, never the grandchild", got, status);
	u_exit(0);
}
void spawn_grandparent() { spawn(grandparent); }
void check_grandparent() { expect_status(P, 0), expect_status(4, 5 * W), expect_reaped(2); }

/* ---- clear_tid ---- */

void cleared(long) { u_exit(0); }
void clear_tid(long)
{
	begin();
	u_fork(cleared, 0, KSPAWN_CLONE_VM | KSPAWN_CLONE_CHILD_SETTID | KSPAWN_CLONE_CHILD_CLEARTID, KSPAWN_SIGCHLD,
	       user_data + 16);
	int status = 0;
	u_wait(-1, &status);
	expect(user_word(user_data + 16) == 0, "the word of clear_tid is zero when the child is reaped");
	u_exit(0);
}
void spawn_clear_tid() { spawn(clear_tid); }

/* a child without an exit signal */
void wclone(long)
{
	begin();
	const int pid = u_fork(exits, 3, 0, 0);
	int status = 0;
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "no child with SIGCHLD");
	const int got = u_wait(-1, &status, KSPAWN_WCLONE);
	expect(got == pid && status == 3 * W, "WCLONE", got, status);
	u_exit(0);
}
void spawn_wclone() { spawn(wclone); }

/* a kernel thread as the child of a user process */
void has_kthread(long)
{
	begin();
	const int pid = kspawn_kernel_thread(returns_1, nullptr, KSPAWN_SIGCHLD);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == pid && status == 1 * W, "a kernel thread is a child too", got, status);
	u_exit(0);
}
void spawn_has_kthread() { spawn(has_kthread); }

/* the thread that forks ends before its process waits */
void forks_and_ends(long)
{
	u_fork(exits, 5); /* 4 */
	wake(1);
	u_exit(0);
}
void thread_forks(long)
{
	u_thread(forks_and_ends, 0);
	begin();
	sleep_on(1, false);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == 4 && status == 5 * W, "the child of the thread", got, status);
	u_exit(0);
}
void spawn_thread_forks() { spawn(thread_forks); }

} // namespace

extern const scenarios fork_scenarios;
const scenarios fork_scenarios = {
	{ .name = "fork-wait", .what = "fork, exit, wait", .init = spawn_forker, .check = check_p0 },
	{ .name = "fork-two", .what = "two children, waited for in any order", .init = spawn_forker2, .check = check_p0 },
	{ .name = "grandchild", .what = "the child of a child", .init = spawn_grandparent, .check = check_grandparent },
	{ .name = "clear-tid", .what = "clear_tid before the parent has reaped", .init = spawn_clear_tid, .check = check_p0 },
	{ .name = "wclone", .what = "a child without an exit signal", .init = spawn_wclone, .check = check_p0 },
	{ .name = "kthread-child",
	  .what = "a kernel thread as the child of a process",
	  .init = spawn_has_kthread,
	  .check = check_p0 },
	{ .name = "thread-forks",
	  .what = "a thread forks and ends, its process waits",
	  .init = spawn_thread_forks,
	  .check = check_p0 },
};

} // namespace kernel
