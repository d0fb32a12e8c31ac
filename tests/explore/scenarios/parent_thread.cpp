/* tests/explore/scenarios/parent_thread.cpp: the thread that created a child exits, and its process continues */
#include "common.hpp"

namespace kernel {
namespace {

void asks(long)
{
	die_with_parent();
	wake(1);
	sleep_forever();
}
void thread_forks(long)
{
	u_fork(asks, 0); /* 4 */
	sleep_on(1, false);
	begin();
	u_exit(0);
}
void has_thread(long)
{
	u_thread(thread_forks, 0); /* 3 */
	int status = 0, got;
	while ((got = u_wait(-1, &status)) == -KSPAWN_ECHILD)
		sleep_on(1, false);
	expect(got == 4 && status == 9, "the child of the thread", got, status);
	u_exit(0);
}
void spawn_has_thread() { spawn(has_thread); }

/* a thread adopts the child and exits too, while the last thread continues */
void asks_late(long)
{
	sleep_on(3, false);
	die_with_parent();
	wake(2);
	sleep_forever();
}
void forks_and_ends(long)
{
	u_fork(asks_late, 0);
	wake(1);
	u_exit(0);
}
void adopts_and_ends(long)
{
	sleep_on(2, false);
	u_exit(0);
}
void waits_last(long child)
{
	sleep_on(1, false);
	begin();
	wake(3);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == child && status == 9, "the child of another thread", got, status);
	u_exit(0);
}
void leader_ends_first(long)
{
	u_thread(waits_last, 6);      /* 3 */
	u_thread(adopts_and_ends, 0); /* 4: the first of the ring when 5 has exited */
	u_thread(forks_and_ends, 0);  /* 5 */
	u_exit(0);
}
void spawn_leader_ends_first() { spawn(leader_ends_first); }

/* the thread that made the child execs, and ends as the leader of the program */
void program_ends(long)
{
	u_thread(waits_last, 4);
	wake(1);
	adopts_and_ends(0);
}
void forks_and_execs(long)
{
	u_fork(asks_late, 0); /* 4 */
	u_exec(program_ends);
}
void has_execer(long)
{
	u_thread(forks_and_execs, 0); /* 3 */
	sleep_forever();
}
void spawn_has_execer() { spawn(has_execer); }

/* a thread of the child execs before the thread that made the child ends */
void reports(long)
{
	wake(2);
	sleep_forever();
}
void asks_and_execs(long)
{
	sleep_on(3, false);
	die_with_parent();
	u_exec(reports);
}
void has_asker(long)
{
	u_thread(asks_and_execs, 0);
	sleep_forever();
}
void makes_execer(long)
{
	u_thread(waits_last, 4); /* 3 */
	u_fork(has_asker, 0);    /* 4 */
	wake(1);
	adopts_and_ends(0);
}
void spawn_makes_execer() { spawn(makes_execer); }

} // namespace

extern const scenarios parent_thread_scenarios;
const scenarios parent_thread_scenarios = {
	{ .name = "parent-died-thread",
	  .what = "the thread that made the child ends, and its process does not",
	  .init = spawn_has_thread,
	  .check = check_p0,
	  .signals = true },
	{ .name = "parent-died-again",
	  .what = "the thread that adopted the child ends, and its process does not",
	  .init = spawn_leader_ends_first,
	  .check = check_p0,
	  .signals = true },
	{ .name = "parent-died-execed",
	  .what = "the thread that made the child execs before it ends",
	  .init = spawn_has_execer,
	  .check = check_p0,
	  .signals = true },
	{ .name = "parent-died-child-execs",
	  .what = "a thread of the child execs before the thread that made the child ends",
	  .init = spawn_makes_execer,
	  .check = check_p0,
	  .signals = true },
};

} // namespace kernel
