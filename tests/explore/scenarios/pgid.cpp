/* tests/explore/scenarios/pgid.cpp: waits by process group */
#include "common.hpp"

namespace kernel {
namespace {

void pgid(long)
{
	begin();
	const int a = u_fork(exits, 1);
	kspawn_task *t = kspawn_pid_find(pids, a);
	const int b = u_fork(exits, 2);
	expect(t != nullptr, "it is not yet reaped");
	setpgid(t, 77);
	kspawn_task_put(t);
	int status = 0;
	int got = u_wait(-77, &status);
	expect(got == a && status == 1 * W, "by the group", got, status);
	got = u_wait(0, &status);
	expect(got == b && status == 2 * W, "by the own group", got, status);
	expect(u_wait(0, &status) == -KSPAWN_ECHILD, "no other child");
	u_exit(0);
}
void spawn_pgid() { spawn(pgid); }

/* a thread of the child execs: the process stays in its group */
void has_execer(long)
{
	u_thread(execs_exits, 0);
	sleep_forever();
}
void waits_by_group(long)
{
	begin();
	const int pid = u_fork(has_execer, 0);
	kspawn_task *t = kspawn_pid_find(pids, pid);
	expect(t != nullptr, "it is not yet reaped");
	setpgid(t, 77);
	kspawn_task_put(t);
	int status = 0;
	const int got = u_wait(-77, &status);
	expect(got == pid && status == 6 * W, "by the group", got, status);
	u_exit(0);
}
void spawn_waits_by_group() { spawn(waits_by_group); }

} // namespace

extern const scenarios pgid_scenarios;
const scenarios pgid_scenarios = {
	{ .name = "pgid", .what = "waits by process group", .init = spawn_pgid, .check = check_p0 },
	{ .name = "pgid-exec",
	  .what = "a wait by process group while a thread of the child execs",
	  .init = spawn_waits_by_group,
	  .check = check_p0 },
};

} // namespace kernel
