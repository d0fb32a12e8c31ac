/* tests/explore/scenarios/stop.cpp: processes stop and continue, and their parent waits for it */
#include <kspawn/signal.h>

#include "common.hpp"

namespace kernel {
namespace {

constexpr int KILL = KSPAWN_SIGKILL, TERM = KSPAWN_SIGTERM, CONT = KSPAWN_SIGCONT, STOP = KSPAWN_SIGSTOP;
constexpr int stopped = STOP << 8 | 0x7f, continued = 0xffff;

void pauses(long)
{
	for (;;)
		u_pause();
}

/* the process stops itself while it is killed */
void stops_itself(long)
{
	u_thread(pauses, 0); /* 3 */
	ready();
	u_kill(P, STOP);
	sleep_forever();
}
void init_kills()
{
	spawn(stops_itself);
	sleep_on(0, false);
	send(P, KILL);
}

/// Waits for the end of the child 3, which stops n times at most.
int waits_for_end(int n)
{
	for (;;) {
		const int status = u_wait_status(3, KSPAWN_WUNTRACED | KSPAWN_WCONTINUED);
		if (status != stopped && status != continued)
			return status;
		expect(status == continued || n-- > 0, "a stop for each SIGSTOP");
	}
}

/// Returns after the child 3 has stopped and been continued.
void continues_child()
{
	const int status = u_wait_status(3, KSPAWN_WUNTRACED);
	expect(status == stopped, "the child stops", status);
	u_kill(3, CONT);
}

/* a child stops twice, and its parent, which waits for that, continues it */
void stops_and_exits(long)
{
	u_kill(3, STOP);
	u_kill(3, STOP);
	u_exit(5);
}
void continues(long)
{
	u_fork(stops_and_exits, 0); /* 3 */
	begin();
	continues_child();
	continues_child();
	const int last = waits_for_end(0);
	expect(last == 5 * W, "the child's end", last);
	u_exit(0);
}
void spawn_continues() { spawn(continues); }

/* one of two threads stops the process, and the other exits */
void stops_child(long)
{
	u_kill(3, STOP);
	u_exit(0);
}
void stops_beside(long)
{
	u_thread(exits, 0); /* 4 */
	stops_child(0);
}
void waits_for_stop(long)
{
	u_fork(stops_beside, 0); /* 3 */
	begin();
	continues_child();
	const int last = waits_for_end(0);
	expect(last == 0, "the child's end", last);
	u_exit(0);
}
void spawn_waits_for_stop() { spawn(waits_for_stop); }

/* no thread runs once the process is reported as stopped */
void runs(long)
{
	set(1, 1);
	work();
	set(1, 2);
	pauses(0);
}
void stops_running(long)
{
	u_thread(runs, 0); /* 4 */
	begin();
	stops_child(0);
}
void watches(long)
{
	u_fork(stops_running, 0); /* 3 */
	u_wait_status(3, KSPAWN_WUNTRACED);
	const long seen = get(1), again = get(1);
	expect(seen == again, "no thread runs while the process is stopped", seen, again);
	u_kill(3, KILL);
	const int last = waits_for_end(0);
	expect(last == KILL, "the child's end", last);
	u_exit(0);
}
void spawn_watches() { spawn(watches); }

/* SIGSTOP and SIGCONT of one sender, against the threads that stop and a fatal signal of another */
void two_pause(long)
{
	u_thread(pauses, 0); /* 4 */
	ready();
	pauses(0);
}
void ends_child(long)
{
	u_fork(two_pause, 0); /* 3 */
	sleep_on(0);
	u_kill(3, TERM);
	const int last = waits_for_end(1);
	expect(last == TERM, "the child's end", last);
	u_exit(0);
}
void init_stops_and_continues()
{
	spawn(ends_child);
	sleep_on(0, false);
	send(3, STOP);
	send(3, CONT);
}

} // namespace

extern const scenarios stop_scenarios;
const scenarios stop_scenarios = {
	{ .name = "stop-kill",
	  .what = "SIGKILL against a process that stops",
	  .init = init_kills,
	  .check = check_killed,
	  .layer5 = true },
	{ .name = "stop-wait",
	  .what = "a stop against WUNTRACED, SIGCONT against WCONTINUED",
	  .init = spawn_continues,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "stop-exit",
	  .what = "a stop against the exit of another thread",
	  .init = spawn_waits_for_stop,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "stop-all",
	  .what = "every thread stops before a wait returns",
	  .init = spawn_watches,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "stop-continue",
	  .what = "SIGSTOP, SIGCONT and SIGTERM against two threads",
	  .init = init_stops_and_continues,
	  .check = check_p0,
	  .layer5 = true },
};

} // namespace kernel
