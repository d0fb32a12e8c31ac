/* tests/explore/scenarios/vfork.cpp: vfork, and its parent and child are killed */
#include "common.hpp"

namespace kernel {
namespace {

void vfork_child(long)
{
	set(1, 1);
	touch(true);
	u_exec(exits, 4);
	u_exit(100);
}
void vfork_child_exits(long)
{
	set(1, 1);
	touch(true);
	u_exit(4);
}
template <program child>
void vforks(long)
{
	begin();
	const int pid = u_vfork(child, 0);
	expect(get(1) == 1, "the parent of a vfork waits for exec or exit");
	touch(false);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 4 * W, "status", got, status);
	u_exit(0);
}
void spawn_vfork_exec() { spawn(vforks<vfork_child>); }
void spawn_vfork_exit() { spawn(vforks<vfork_child_exits>); }

void kill_vfork(long)
{
	ready();
	u_vfork(vfork_child, 0);
	sleep_forever();
}
void check_kill_vfork()
{
	expect_status(P, 9);
	expect(ended(3) == none || ended(3) == 4 * W, "the child's status", ended(3));
}

/* the child of a vfork is killed */
void vfork_child_tells(long)
{
	wake(1);
	sleep_forever();
}
void kill_vfork_child_told(long)
{
	begin();
	const int pid = u_vfork(vfork_child_tells, 0);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 9, "status", got, status);
	u_exit(0);
}
void init_kills_child_told()
{
	spawn(kill_vfork_child_told);
	sleep_on(1, false);
	const int err = kill_pid(3, 9);
	expect(err == 0, "kill", err);
}

/* a thread that was created with VFORK execs: the exec kills its parent, which sleeps for it */
void vfork_thread(long)
{
	begin();
	u_fork(execs_exits, 0, KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_VFORK, 0);
	sleep_forever();
}
void spawn_vfork_thread() { spawn(vfork_thread); }

/* another thread reaps the child of a vfork, perhaps before its parent has woken */
void reaps_any(long)
{
	int status = 0;
	int got;
	while ((got = u_wait(-1, &status)) == -KSPAWN_ECHILD)
		sleep_on(1, false);
	expect(got == 4 && status == 4 * W, "the child of the vfork", got, status);
	u_exit(0);
}
void vfork_reaped_child(long)
{
	wake(1);
	u_exit(4);
}
void vfork_reaped(long)
{
	u_thread(reaps_any, 0); /* 3 */
	begin();
	u_vfork(vfork_reaped_child, 0); /* 4 */
	u_exit(0);
}
void spawn_vfork_reaped() { spawn(vfork_reaped); }

} // namespace

extern const scenarios vfork_scenarios;
const scenarios vfork_scenarios = {
	{ .name = "vfork-exec", .what = "vfork, exec", .init = spawn_vfork_exec, .check = check_p0 },
	{ .name = "vfork-exit", .what = "vfork, exit", .init = spawn_vfork_exit, .check = check_p0 },
	{ .name = "kill-vfork",
	  .what = "the parent of a vfork is killed",
	  .init = init_kills_p<kill_vfork>,
	  .check = check_kill_vfork },
	{ .name = "kill-vfork-child",
	  .what = "the child of a vfork is killed",
	  .init = init_kills_child_told,
	  .check = check_p0 },
	{ .name = "vfork-thread",
	  .what = "a thread that was created with VFORK execs",
	  .init = spawn_vfork_thread,
	  .check = check_exec },
	{ .name = "vfork-reaped",
	  .what = "a thread reaps the child of another's vfork",
	  .init = spawn_vfork_reaped,
	  .check = check_p0 },
};

} // namespace kernel
