/* tests/explore/scenarios/ignored.cpp: parents that ignore SIGCHLD, whose children are not kept for a wait */
#include "common.hpp"

namespace kernel {
namespace {

void waits_ignoring(long)
{
	ignore_children();
	begin();
	u_fork(exits, 3);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == -KSPAWN_ECHILD, "wait ends when the last child has exited", got);
	u_exit(0);
}
void spawn_waits_ignoring() { spawn(waits_ignoring); }

/* two children, and two threads that wait */
void second_waiter(long)
{
	int status = 0;
	set(1, u_wait(-1, &status));
	wake(4);
	sleep_on(5, false); /* its end would wake the other */
	u_exit(0);
}
void waits_beside(long)
{
	ignore_children();
	u_thread(second_waiter, 0);
	u_fork(exits, 3);
	begin();
	int status = 0;
	set(2, u_wait(-1, &status));
	wake(5);
	sleep_on(4, false);
	u_exit(0);
}
void spawn_waits_beside() { spawn(waits_beside); }
void check_both_echild()
{
	expect(get(1) == -KSPAWN_ECHILD && get(2) == -KSPAWN_ECHILD, "both waits end", get(1), get(2));
	check_p0();
}

/* the parent ignores the signal from some moment on */
void ignores_late(long)
{
	begin();
	const int pid = u_fork(exits, 3);
	ignore_children();
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == -KSPAWN_ECHILD || (got == pid && status == 3 * W), "kept or not", got, status);
	u_exit(0);
}
void spawn_ignores_late() { spawn(ignores_late); }

/* the next parent does not keep the zombies that it inherits */
void leaves_two(long)
{
	u_fork(exits, 4);
	begin();
	u_fork(exits, 5);
	u_exit(0);
}
void init_ignores()
{
	ignore_children();
	spawn(leaves_two);
}

/* a thread is killed while the child that it does not keep ends */
void killed_ignoring(long)
{
	ignore_children();
	ready();
	u_fork(exits, 5);
	int status = 0;
	u_wait(-1, &status);
	sleep_forever();
}

} // namespace

extern const scenarios ignored_scenarios;
const scenarios ignored_scenarios = {
	{ .name = "ignored-wait", .what = "wait for a child that is not kept", .init = spawn_waits_ignoring, .check = check_p0 },
	{ .name = "ignored-two",
	  .what = "two threads wait for a child that is not kept",
	  .init = spawn_waits_beside,
	  .check = check_both_echild },
	{ .name = "ignored-late",
	  .what = "SIGCHLD is ignored while the child ends",
	  .init = spawn_ignores_late,
	  .check = check_p0 },
	{ .name = "ignored-orphans",
	  .what = "init does not keep the zombies that it inherits",
	  .init = init_ignores,
	  .check = check_none },
	{ .name = "ignored-kill",
	  .what = "a wait for a child that is not kept is killed",
	  .init = init_kills_p<killed_ignoring>,
	  .check = check_any },
};

} // namespace kernel
