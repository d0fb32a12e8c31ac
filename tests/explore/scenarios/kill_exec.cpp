/* tests/explore/scenarios/kill_exec.cpp: kills and execs */
#include "common.hpp"

namespace kernel {
namespace {

/* ---- exec against kill: by the pid of the process, by the pid of the thread ---- */

void kill_group_exec(long)
{
	u_thread(execs_sleeps, 0);
	ready();
	sleep_forever();
}
template <program body, int pid>
void init_kills_pid()
{
	spawn(body);
	sleep_on(0, false);
	const int err = kill_pid(pid, 9);
	set(5, err);
	if (err == 0)
		return;
	expect(err == -KSPAWN_ESRCH, "kill", err);
	kill_pid(P, 9);
}
/* by the tid of the one in exec, in a process that is killed by nothing else */
void kill_exec_tid(long)
{
	u_thread(execs_exits, 0);
	ready();
	sleep_forever();
}
void init_kills_tid()
{
	spawn(kill_exec_tid);
	sleep_on(0, false);
	set(5, kill_pid(3, 9));
}
void check_kill_tid() { expect(ended(P) == 9 || ended(P) == 6 * W, "status", ended(P)), expect_reaped(1); }

/* the program exits while a kill comes for what was the leader */
void kill_leader_exits(long)
{
	u_thread(execs_sleeps, 0);
	ready();
	u_exit(1);
}

/* a reference to the leader is held while another thread execs: no race is needed */
void told_sleeps(long) { wake(2), sleep_forever(); }
void execs_told_sleeps(long) { u_exec(told_sleeps), sleep_forever(); }
void kill_held_victim(long)
{
	ready();
	u_thread(execs_told_sleeps, 0);
	sleep_forever();
}
void kill_held()
{
	spawn(kill_held_victim);
	sleep_on(0, false);
	kspawn_task *t = kspawn_pid_find(pids, P);
	expect(t != nullptr, "the process lives");
	sleep_on(2, false);
	const int err = kspawn_kill(t, 9);
	kspawn_task_put(t);
	note("kill returns", err);
	expect(err == 0, "kill", err);
}

} // namespace

extern const scenarios kill_exec_scenarios;
const scenarios kill_exec_scenarios = {
	{ .name = "kill-group-exec",
	  .what = "kill by pid during exec by a thread",
	  .init = init_kills_pid<kill_group_exec, P>,
	  .check = check_killed },
	{ .name = "kill-exec-leader",
	  .what = "the same, the leader exits",
	  .init = init_kills_pid<kill_leader_exits, P>,
	  .check = check_killed },
	{ .name = "kill-exec-tid",
	  .what = "kill by the tid of the thread in exec",
	  .init = init_kills_tid,
	  .check = check_kill_tid },
	{ .name = "kill-held",
	  .what = "kill by a reference that was taken before a thread's exec",
	  .init = kill_held,
	  .check = check_killed },
};

} // namespace kernel
