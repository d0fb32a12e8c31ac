/* tests/explore/scenarios/handover.cpp: references to leaders that have lost their place, more than once */
#include "common.hpp"

namespace kernel {
namespace {

void stays(long)
{
	wake(2);
	sleep_forever();
}

/// Its thread execs, and the program's thread execs again.
void execs_stays(long) { u_exec(stays), sleep_forever(); }
void second(long)
{
	wake(1);
	u_thread(execs_stays, 0);
	sleep_forever();
}
void execs_second(long) { u_exec(second), sleep_forever(); }
void first(long)
{
	ready();
	u_thread(execs_second, 0);
	sleep_forever();
}

kspawn_task *find_held()
{
	kspawn_task *t = kspawn_pid_find(pids, P);
	expect(t != nullptr, "the process lives");
	return t;
}

/// Kills by the leader that was the first, at any moment.
void kill_first()
{
	spawn(first);
	sleep_on(0, false);
	kspawn_task *t = find_held();
	expect(kspawn_kill(t, 9) == 0, "kill");
	kspawn_task_put(t);
}

/// Kills when it is the second thread's turn at least, by the first.
void kill_after_second()
{
	spawn(first);
	sleep_on(0, false);
	kspawn_task *t = find_held();
	sleep_on(1, false);
	kspawn_task *leader = kspawn_leader_get(t);
	expect(leader->tgid == P, "the leader of the process");
	expect(kspawn_kill(t, 9) == 0, "kill");
	kspawn_task_put(leader);
	kspawn_task_put(t);
}

/// A reference is put while an exec points it at another leader.
int puts(void *task)
{
	kspawn_task_put(static_cast<kspawn_task *>(task));
	return 0;
}
void starts_first(long)
{
	wake(0);
	u_thread(execs_second, 0);
	sleep_forever();
}
void put_in_exec()
{
	spawn(starts_first);
	sleep_on(0, false);
	kspawn_task *t = find_held();
	sleep_on(1, false);
	begin();
	kspawn_kernel_thread(puts, t, 0);
	sleep_on(2, false);
	expect(kill_pid(P, 9) == 0, "kill");
}

/// Kills by a thread that has ended, whose leader has lost its place since.
void ends_when_woken(long) { wake(0), sleep_on(3, false), u_exit(1); }
void has_two_threads(long)
{
	u_thread(ends_when_woken, 0); /* 3 */
	sleep_on(3, false);
	u_thread(execs_stays, 0);
	sleep_forever();
}
void kill_dead_thread()
{
	spawn(has_two_threads);
	sleep_on(0, false);
	kspawn_task *t = kspawn_pid_find(pids, 3);
	expect(t != nullptr, "the thread lives");
	begin();
	wake(3);
	sleep_on(2, false);
	expect(kspawn_kill(t, 9) == 0, "kill");
	kspawn_task_put(t);
}

} // namespace

extern const scenarios handover_scenarios;
const scenarios handover_scenarios = {
	{ .name = "kill-two-execs",
	  .what = "kill by the first leader while threads exec twice",
	  .init = kill_first,
	  .check = check_killed },
	{ .name = "kill-after-exec", .what = "the same after the first exec", .init = kill_after_second, .check = check_killed },
	{ .name = "put-in-exec",
	  .what = "the last put of a dead leader while a thread execs",
	  .init = put_in_exec,
	  .check = check_killed },
	{ .name = "kill-dead-thread",
	  .what = "kill by a thread that ended before another's exec",
	  .init = kill_dead_thread,
	  .check = check_killed },
};

} // namespace kernel
