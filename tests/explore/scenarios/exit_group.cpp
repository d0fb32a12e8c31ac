/* tests/explore/scenarios/exit_group.cpp: exit_group while other threads act */
#include "common.hpp"

namespace kernel {
namespace {

template <program thread>
void exit_groups(long)
{
	u_thread(thread, 0);
	begin();
	u_exit_group(7);
}
/* files.cpp checks that no number stays reserved */
void makes_child_with_file(long)
{
	u_fork_file(exits, 5, 3);
	sleep_forever();
}
void spawn_exit_group_thread() { spawn(exit_groups<makes_thread>); }
void spawn_exit_group_fork() { spawn(exit_groups<makes_child>); }
void spawn_exit_group_exit() { spawn(exit_groups<exits_group>); }
void check_exit_group() { expect_status(P, 7 * W), expect_reaped(1); }
void check_exit_group_fork()
{
	expect_status(P, 7 * W);
	expect(ended(4) == none || ended(4) == 5 * W, "the child's status", ended(4));
}
void check_exit_group_exit() { expect(ended(P) == 7 * W || ended(P) == 0, "status", ended(P)), expect_reaped(1); }

} // namespace

extern const scenarios exit_group_scenarios;
const scenarios exit_group_scenarios = {
	{ .name = "exit-group-clone",
	  .what = "exit_group while a thread clones",
	  .init = spawn_exit_group_thread,
	  .check = check_exit_group },
	{ .name = "exit-group-fork",
	  .what = "exit_group while a thread forks",
	  .init = spawn_exit_group_fork,
	  .check = check_exit_group_fork },
	{ .name = "exit-group-pidfd",
	  .what = "exit_group while a thread forks with a file",
	  .init = starts_p<exit_groups<makes_child_with_file>>,
	  .check = check_exit_group_fork },
	{ .name = "exit-group-two",
	  .what = "two threads in exit_group",
	  .init = spawn_exit_group_exit,
	  .check = check_exit_group_exit },
};

} // namespace kernel
