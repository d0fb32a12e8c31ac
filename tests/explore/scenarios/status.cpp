/* tests/explore/scenarios/status.cpp: what decides the status of a process, seen by its parent in vfork */
#include "common.hpp"

namespace kernel {
namespace {

/* the parent returns when the leader of the child has begun to exit: its thread ends last, and decides */
void ends_last(long)
{
	sleep_on(1, false);
	u_exit(2);
}
void leader_exits_first(long)
{
	u_thread(ends_last, 0);
	u_exit(1);
}
void last_decides(long)
{
	begin();
	const int pid = u_vfork(leader_exits_first, 0);
	wake(1);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 2 * W, "the status of the last thread", got, status);
	u_exit(0);
}
void spawn_last_decides() { spawn(last_decides); }

/* a kill that comes when the child has begun to exit does not change its status */
void kills_late(long)
{
	begin();
	const int pid = u_vfork(exits, 4);
	const int err = kill_pid(pid, 9);
	expect(err == 0, "kill", err);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 4 * W, "the status of the exit", got, status);
	u_exit(0);
}
void spawn_kills_late() { spawn(kills_late); }

} // namespace

extern const scenarios status_scenarios;
const scenarios status_scenarios = {
	{ .name = "vfork-last",
	  .what = "the leader of the child exits, then its thread",
	  .init = spawn_last_decides,
	  .check = check_p0 },
	{ .name = "vfork-kill-late",
	  .what = "the parent of a vfork kills the child that exits",
	  .init = spawn_kills_late,
	  .check = check_p0 },
};

} // namespace kernel
