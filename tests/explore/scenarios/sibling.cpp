/* tests/explore/scenarios/sibling.cpp: children that CLONE_PARENT makes siblings of their maker */
#include "common.hpp"

namespace kernel {
namespace {

/// P's child 3 makes its sibling 4 or, if P has ended, a child of init.
void makes_sibling(long)
{
	const int pid = u_fork(exits, 5, KSPAWN_CLONE_PARENT);
	expect(pid > 0, "clone", pid);
	int status = 0;
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "a sibling is not a child");
	u_exit(4);
}
void waits_for_both(long)
{
	begin();
	u_fork(makes_sibling, 0);
	int status = 0, sum = 0;
	while (u_wait(-1, &status) != -KSPAWN_ECHILD)
		sum += status;
	expect(sum == 9 * W, "the child and its sibling", sum);
	u_exit(0);
}
void spawn_waits_for_both() { spawn(waits_for_both); }

/* the parent ends meanwhile */
void leaves_maker(long)
{
	u_fork(makes_sibling, 0);
	begin();
	u_exit(0);
}
void spawn_leaves_maker() { spawn(leaves_maker); }
void check_all_three() { expect_status(P, 0), expect_status(3, 4 * W), expect_status(4, 5 * W), expect_reaped(3); }

/* a thread of the parent execs meanwhile */
void reaps_both(long)
{
	int status = 0, sum = 0;
	while (u_wait(-1, &status) != -KSPAWN_ECHILD)
		sum += status;
	set(1, sum);
	u_exit(6);
}
void execs_reaps_both(long) { u_exec(reaps_both), sleep_forever(); }
void has_maker(long)
{
	u_fork(makes_sibling, 0);
	u_thread(execs_reaps_both, 0);
	begin();
	sleep_forever();
}
void spawn_has_maker() { spawn(has_maker); }
void check_both_by_program() { expect(get(1) == 9 * W, "the program reaps both", get(1)), check_exec(); }

/* init has no parent that waits */
void init_asks(long)
{
	begin();
	const int pid = u_fork(exits, 5, KSPAWN_CLONE_PARENT);
	expect(pid == -KSPAWN_EINVAL, "init has no siblings", pid);
	execs_init(0);
}
void init_becomes_user() { expect(kspawn_kernel_execve(program_path(init_asks), nullptr, nullptr) == 0, "init's exec"); }

} // namespace

extern const scenarios sibling_scenarios;
const scenarios sibling_scenarios = {
	{ .name = "sibling",
	  .what = "a child makes a sibling, and the parent waits",
	  .init = spawn_waits_for_both,
	  .check = check_p0 },
	{ .name = "sibling-orphan",
	  .what = "a child makes a sibling while the parent ends",
	  .init = spawn_leaves_maker,
	  .check = check_all_three },
	{ .name = "sibling-exec",
	  .what = "a child makes a sibling while a thread of the parent execs",
	  .init = spawn_has_maker,
	  .check = check_both_by_program },
	{ .name = "sibling-init",
	  .what = "init asks for a sibling",
	  .init = init_becomes_user,
	  .check = check_none,
	  .init_execs = true },
};

} // namespace kernel
