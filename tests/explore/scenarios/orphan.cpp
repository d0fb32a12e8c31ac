/* tests/explore/scenarios/orphan.cpp: parents that end before their children */
#include "common.hpp"

namespace kernel {
namespace {

/* ---- orphans ---- */

void leaves_child(long)
{
	begin();
	u_fork(exits, 4);
	u_exit(0);
}
void spawn_leaves_child() { spawn(leaves_child); }

void leaves_two(long)
{
	u_fork(exits, 4);
	begin();
	u_fork(exits, 5);
	u_exit(0);
}
void spawn_leaves_two() { spawn(leaves_two); }
void check_orphans() { expect_status(P, 0), expect_status(3, 4 * W), expect_status(4, 5 * W), expect_reaped(3); }

/* a parent exits while another of its threads reaps */
void reaper(long child)
{
	int status = 0;
	set(1, kspawn_wait4(int(child), &status, 0)); /* before a kill can end it */
	work();
	u_exit(0);
}
void exits_while_reaped(long)
{
	const int child = u_fork(exits, 4);
	u_thread(reaper, child);
	begin();
	u_exit_group(0);
}
void spawn_exits_while_reaped() { spawn(exits_while_reaped); }
void check_exits_while_reaped()
{
	expect_status(P, 0);
	const bool inits = ended(3) != none;
	expect(inits != (get(1) == 3), "the child is reaped once, by its parent or by init", inits, get(1));
	expect(!inits || ended(3) == 4 * W, "status", ended(3));
}

/* the leader exits; its thread waits and exits, first or last */
void last_thread(long)
{
	int status = 0;
	set(1, u_wait(-1, &status));
	u_exit(2);
}
void leader_exits(long)
{
	u_thread(last_thread, 0);
	begin();
	u_fork(exits, 4);
	u_exit(1);
}
void spawn_leader_exits() { spawn(leader_exits); }
void check_leader_exits()
{
	expect(ended(P) == 1 * W || ended(P) == 2 * W, "the status of the last thread to exit", ended(P));
	const bool inits = ended(4) != none;
	expect(inits != (get(1) == 4), "the child is reaped once", inits, get(1));
}

/* two processes end at once and each leaves a child */
void leaves_sleeping(long n)
{
	u_fork(exits, n);
	u_exit(0);
}
void two_parents(long)
{
	begin();
	u_fork(leaves_sleeping, 4);
	u_fork(leaves_sleeping, 5);
	u_exit(1);
}
void spawn_two_parents() { spawn(two_parents); }
void check_two_parents() { expect_status(P, 1 * W), expect_reaped(5); }

/* a zombie that init inherits wakes it, though no other task ends */
void leaves_zombie(long)
{
	u_fork(exits, 5); /* 4 */
	u_exit(0);
}
void lives_on(long)
{
	begin();
	const int pid = u_fork(leaves_zombie, 0); /* 3 */
	int status = 0;
	expect(u_wait(-1, &status) == pid, "the child");
	sleep_on(1, false);
	u_exit(0);
}
void adopt_zombie()
{
	spawn(lives_on);
	int status = 0;
	const int got = kspawn_wait4(-1, &status, 0);
	expect(got == 4 && status == 5 * W, "init reaps what it inherited", got, status);
	wake(1);
}

} // namespace

extern const scenarios orphan_scenarios;
const scenarios orphan_scenarios = {
	{ .name = "orphan", .what = "parent and child exit, init waits", .init = spawn_leaves_child, .check = check_orphan },
	{ .name = "orphans",
	  .what = "a parent leaves a zombie or a child or both",
	  .init = spawn_leaves_two,
	  .check = check_orphans },
	{ .name = "exit-reaping",
	  .what = "exit_group while another thread reaps",
	  .init = spawn_exits_while_reaped,
	  .check = check_exits_while_reaped },
	{ .name = "leader-exits",
	  .what = "the leader exits first, its thread waits",
	  .init = spawn_leader_exits,
	  .check = check_leader_exits },
	{ .name = "two-parents",
	  .what = "two parents end and leave a child each",
	  .init = spawn_two_parents,
	  .check = check_two_parents },
	{ .name = "adopt-zombie",
	  .what = "init inherits a zombie, and no other task ends",
	  .init = adopt_zombie,
	  .check = check_p0 },
};

} // namespace kernel
