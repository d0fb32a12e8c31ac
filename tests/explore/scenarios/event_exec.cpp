/* tests/explore/scenarios/event_exec.cpp: the end of a child while a thread of its parent execs */
#include "common.hpp"

#include <csignal>

namespace kernel {
namespace {

/* the child's signal kills the process, whichever thread leads it by then */
void waits_and_exits(long)
{
	int status = 0;
	u_wait(-1, &status, KSPAWN_WALL);
	u_exit(6);
}
void execs_and_waits(long) { u_exec(waits_and_exits), sleep_forever(); }
void has_killer(long)
{
	u_fork(exits, 5, 0, SIGKILL); /* 3 */
	u_thread(execs_and_waits, 0);
	begin();
	sleep_forever();
}
void spawn_has_killer() { spawn(has_killer); }
void check_killed_by_child()
{
	expect_status(P, 9);
	expect(ended(3) == none || ended(3) == 5 * W, "the child's status", ended(3));
}

/* two children end, one before and one after, or both meanwhile */
void reaps_two(long)
{
	int status = 0, n = 0;
	while (u_wait(-1, &status) != -KSPAWN_ECHILD)
		n += status == 5 * W;
	set(1, n);
	u_exit(6);
}
void execs_and_reaps(long) { u_exec(reaps_two), sleep_forever(); }
void has_two(long)
{
	u_fork(exits, 5);
	u_thread(execs_and_reaps, 0);
	begin();
	u_fork(exits, 5);
	sleep_forever();
}
void spawn_has_two() { spawn(has_two); }
void check_has_two()
{
	expect(get(1) == 1 || get(1) == 2, "the program reaps what there is", get(1));
	check_exec();
}

/* the leader that execs alone has a handler */
void execs_alone(long)
{
	handle_children();
	u_fork(exits, 5);
	begin();
	execs_waits(0);
}
void spawn_execs_alone() { spawn(execs_alone); }
void check_execs_alone() { expect(get(1) == 3, "the program reaps the child", get(1)), check_exec(); }

} // namespace

extern const scenarios event_exec_scenarios;
const scenarios event_exec_scenarios = {
	{ .name = "event-exec-kills",
	  .what = "a child's end kills its parent, whose thread execs",
	  .init = spawn_has_killer,
	  .check = check_killed_by_child },
	{ .name = "event-exec",
	  .what = "children end while a thread of their parent execs",
	  .init = spawn_has_two,
	  .check = check_has_two },
	{ .name = "event-exec-leader",
	  .what = "a child ends while its parent execs",
	  .init = spawn_execs_alone,
	  .check = check_execs_alone,
	  .signals = true },
};

} // namespace kernel
