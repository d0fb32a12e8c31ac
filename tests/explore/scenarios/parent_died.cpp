/* tests/explore/scenarios/parent_died.cpp: children that ask for a signal when their parent ends */
#include "common.hpp"

namespace kernel {
namespace {

/// Waits until the child, 3, has asked.
template <program child> void ends_when_asked(long)
{
	u_fork(child, 0);
	sleep_on(1, false);
	begin();
	wake(2);
	u_exit(0);
}
template <program child> void spawn_parent() { spawn(ends_when_asked<child>); }
void asks(long)
{
	die_with_parent();
	wake(1);
	sleep_forever();
}
void check_child_killed() { expect_status(P, 0), expect_status(3, 9), expect_reaped(2); }

void asks_and_exits(long)
{
	die_with_parent();
	wake(1);
	sleep_on(2, false);
	u_exit(4);
}
void check_child_ended()
{
	expect_status(P, 0);
	expect(ended(3) == 9 || ended(3) == 4 * W, "the child's status", ended(3));
	expect_reaped(2);
}

/* the second thread of the child asks */
void second_asks(long)
{
	u_thread(asks, 0);
	sleep_forever();
}
/* it exits while the first lives on: no thread that lives is to be told */
void second_asks_and_exits(long)
{
	u_thread(asks_and_exits, 0); /* 4 */
	sleep_on(2, false);
	u_exit(5);
}

/* asks and execs; the program has asked too */
void asks_and_execs(long)
{
	die_with_parent();
	wake(1);
	u_exec(sleeps);
}

/* the parent is a thread, and its process lives on */
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

/* a thread adopts the child and ends too, while the last thread lives on */
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
	u_thread(adopts_and_ends, 0); /* 4: the first of the ring when 5 is gone */
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

} // namespace

extern const scenarios parent_died_scenarios;
const scenarios parent_died_scenarios = {
	{ .name = "parent-died", .what = "the parent of a child ends that has asked for a signal", .init = spawn_parent<asks>, .check = check_child_killed, .signals = true },
	{ .name = "parent-died-exit", .what = "the same while the child ends", .init = spawn_parent<asks_and_exits>, .check = check_child_ended, .signals = true },
	{ .name = "parent-died-second", .what = "the second thread of the child has asked", .init = spawn_parent<second_asks>, .check = check_child_killed, .signals = true },
	{ .name = "parent-died-gone", .what = "the thread of the child that has asked ends", .init = spawn_parent<second_asks_and_exits>, .check = check_any, .signals = true },
	{ .name = "parent-died-exec", .what = "the child that has asked execs", .init = spawn_parent<asks_and_execs>, .check = check_child_killed, .signals = true },
	{ .name = "parent-died-thread", .what = "the thread that made the child ends, and its process does not", .init = spawn_has_thread, .check = check_p0, .signals = true },
	{ .name = "parent-died-again", .what = "the thread that adopted the child ends, and its process does not", .init = spawn_leader_ends_first, .check = check_p0, .signals = true },
	{ .name = "parent-died-execed", .what = "the thread that made the child execs before it ends", .init = spawn_has_execer, .check = check_p0, .signals = true },
};

} // namespace kernel
