/* tests/explore/scenarios/groups.cpp: process groups and sessions change while their processes act */
#include <kspawn/errno.h>
#include <kspawn/signal.h>

#include "common.hpp"

namespace kernel {
namespace {

constexpr int TERM = KSPAWN_SIGTERM;

void expect_end(int pid, int wanted)
{
	const int last = u_wait_status(pid);
	expect(last == wanted, "the child's end", last, wanted);
}

/* as in a shell: parent and child both put the child into its group, and neither waits for the other */
void joins_and_pauses(long)
{
	const int err = u_setpgid(0, 0);
	expect(err == 0, "setpgid of the child", err);
	for (;;)
		u_pause();
}
void groups_and_kills(long)
{
	u_setpgid(0, 0);
	const int pid = u_fork(joins_and_pauses, 0); /* 3, in the group of its parent */
	begin();
	const int err = u_setpgid(pid, pid);
	expect(err == 0, "setpgid of the parent", err);
	expect(u_kill(-pid, TERM) == 0, "the group is there");
	expect_end(pid, TERM);
	u_exit(0);
}

/* a child exits while it is put into a group, by whose number the parent waits */
void groups_exiting(long)
{
	const int pid = u_fork(exits, 4); /* 3 */
	begin();
	const int err = u_setpgid(pid, pid);
	expect(err == 0, "setpgid", err);
	int status, got;
	do
		got = u_wait(-pid, &status);
	while (got == -KSPAWN_ERESTARTSYS); /* the signal of the child */
	expect(got == pid && status == 4 * W, "by the group", got, status);
	u_exit(0);
}

/* a child becomes the leader of a session or of a group, but not of both by two callers */
void leads_session(long)
{
	set(1, u_setsid());
	u_exit(0);
}
void groups_leader(long)
{
	const int pid = u_fork(leads_session, 0); /* 3 */
	begin();
	const int err = u_setpgid(pid, pid);
	expect_end(pid, 0);
	const bool grouped = err == 0 && get(1) == -KSPAWN_EPERM, led = err == -KSPAWN_EPERM && get(1) == pid;
	expect(grouped || led, "a group or a session", err, get(1));
	u_exit(0);
}

/* a thread of the child execs, which exchanges its leader, while the child's group changes and is killed */
void has_execer(long)
{
	u_thread(execs_sleeps, 0); /* 4 */
	sleep_forever();
}
void groups_exec(long)
{
	const int pid = u_fork(has_execer, 0); /* 3 */
	begin();
	const int err = u_setpgid(pid, pid);
	expect(err == 0 || err == -KSPAWN_EACCES, "setpgid before the exec or after it", err);
	u_kill(pid, TERM);
	expect_end(pid, TERM);
	u_exit(0);
}

} // namespace

extern const scenarios groups_scenarios;
const scenarios groups_scenarios = {
	{ .name = "group-both",
	  .what = "setpgid by a parent and by its child, and a kill of the group",
	  .init = starts_p<groups_and_kills>,
	  .check = check_p0,
	  .layer5 = true,
	  .groups = true },
	{ .name = "group-exit",
	  .what = "setpgid of a child that exits",
	  .init = starts_p<groups_exiting>,
	  .check = check_p0,
	  .layer5 = true,
	  .groups = true },
	{ .name = "group-session",
	  .what = "setpgid of a child that calls setsid",
	  .init = starts_p<groups_leader>,
	  .check = check_p0,
	  .layer5 = true,
	  .groups = true },
	{ .name = "group-exec",
	  .what = "setpgid and a kill of a child whose thread execs",
	  .init = starts_p<groups_exec>,
	  .check = check_p0,
	  .layer5 = true,
	  .groups = true },
};

} // namespace kernel
