/* tests/explore/scenarios/parent_died.cpp: children that ask for a signal when their parent ends */
#include "common.hpp"

namespace kernel {
namespace {

/// Waits until the child, 3, has asked.
template <program child>
void ends_when_asked(long)
{
	u_fork(child, 0);
	sleep_on(1, false);
	begin();
	wake(2);
	u_exit(0);
}
template <program child>
void spawn_parent()
{
	spawn(ends_when_asked<child>);
}
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
/* it exits while the first continues: no living thread may get the signal */
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

} // namespace

extern const scenarios parent_died_scenarios;
const scenarios parent_died_scenarios = {
	{ .name = "parent-died",
	  .what = "the parent of a child ends that has asked for a signal",
	  .init = spawn_parent<asks>,
	  .check = check_child_killed,
	  .signals = true },
	{ .name = "parent-died-exit",
	  .what = "the same while the child ends",
	  .init = spawn_parent<asks_and_exits>,
	  .check = check_child_ended,
	  .signals = true },
	{ .name = "parent-died-second",
	  .what = "the second thread of the child has asked",
	  .init = spawn_parent<second_asks>,
	  .check = check_child_killed,
	  .signals = true },
	{ .name = "parent-died-freed",
	  .what = "the thread of the child that has asked ends",
	  .init = spawn_parent<second_asks_and_exits>,
	  .check = check_any,
	  .signals = true },
	{ .name = "parent-died-exec",
	  .what = "the child that has asked execs",
	  .init = spawn_parent<asks_and_execs>,
	  .check = check_child_killed,
	  .signals = true },
};

} // namespace kernel
