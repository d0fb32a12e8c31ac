/* tests/explore/scenarios/exec.cpp: exec by any thread of a process */
#include "common.hpp"

namespace kernel {
namespace {

void leader_exits_1(long) { u_exit(1); }
void leader_exits_group(long) { u_exit_group(7); }
template <program leader>
void spawn_exec()
{
	spawn(exec_during<leader, execs_exits>);
}

void check_exec_group() { expect(ended(P) == 6 * W || ended(P) == 7 * W, "status", ended(P)), expect_reaped(1); }
void spawn_exec_adopts() { spawn(exec_during<makes_child, execs_waits>); }
void check_exec_adopts()
{
	expect_status(P, 6 * W);
	const bool inits = ended(4) != none;
	expect(!(inits && get(1) == 4), "the child is reaped once", inits, get(1));
}
void waits_and_sleeps(long)
{
	int status = 0;
	const int got = kspawn_wait4(-1, &status, 0);
	set(2, got);
	work();
	sleep_forever();
}
void exec_during_wait(long)
{
	u_fork(exits, 5); /* 3 */
	u_thread(execs_waits, 0);
	begin();
	waits_and_sleeps(0);
}
void spawn_exec_during_wait() { spawn(exec_during_wait); }
void check_exec_during_wait()
{
	expect_status(P, 6 * W);
	expect((get(1) == 3) + (get(2) == 3) == 1, "the child is reaped once, before or after the exec", get(1), get(2));
}
void vfork_child_quick(long) { u_exit(5); }
void vforks_and_sleeps(long)
{
	u_vfork(vfork_child_quick, 0);
	sleep_forever();
}
void spawn_exec_vfork() { spawn(exec_during<vforks_and_sleeps, execs_waits>); }
void spawn_exec_clone() { spawn(exec_during<makes_thread, execs_exits>); }
void spawn_exec_exec() { spawn(exec_during<execs_exits, execs_exits>); }
/* the leader execs; the other clones */
void spawn_leader_exec_clone() { spawn(exec_during<execs_exits, makes_thread>); }
void spawn_leader_exec_fork() { spawn(exec_during<execs_waits, makes_child>); }

/* the parent waits for children with SIGCHLD meanwhile */
void has_execer(long)
{
	u_thread(execs_exits, 0);
	sleep_forever();
}
void waits_for_execer(long)
{
	begin();
	const int pid = u_fork(has_execer, 0);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == pid && status == 6 * W, "the child whose thread execs", got, status);
	u_exit(0);
}
void spawn_waits_for_execer() { spawn(waits_for_execer); }

/* an exec gives a child without an exit signal the usual one */
void tells_and_exits(long)
{
	wake(1);
	u_exit(6);
}
void execs_reporter(long) { u_exec(tells_and_exits); }
void waits_after_exec(long)
{
	begin();
	const int pid = u_fork(execs_reporter, 0, 0, 0);
	sleep_on(1, false);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == pid && status == 6 * W, "the child that has execed", got, status);
	u_exit(0);
}
void spawn_waits_after_exec() { spawn(waits_after_exec); }

/* a process that reaps itself */
void reports(long)
{
	wake(1);
	sleep_forever();
}
void execs_and_reports(long) { u_exec(reports), sleep_forever(); }
void has_reporter(long)
{
	u_thread(execs_and_reports, 0);
	sleep_forever();
}
int becomes_execer(void *) { return kspawn_kernel_execve(program_path(has_reporter), nullptr, nullptr) ? 50 : 0; }
void detached()
{
	begin();
	expect(kspawn_kernel_thread(becomes_execer, nullptr, 0) == P, "kernel_thread");
	sleep_on(1, false);
	expect(kill_pid(P, 9) == 0, "kill");
}

} // namespace

extern const scenarios exec_scenarios;
const scenarios exec_scenarios = {
	{ .name = "exec-sleeps", .what = "exec by a thread, the leader sleeps", .init = spawn_exec<sleeps>, .check = check_exec },
	{ .name = "exec-exits",
	  .what = "exec by a thread, the leader exits",
	  .init = spawn_exec<leader_exits_1>,
	  .check = check_exec },
	{ .name = "exec-exit-group",
	  .what = "exec by a thread, the leader in exit_group",
	  .init = spawn_exec<leader_exits_group>,
	  .check = check_exec_group },
	{ .name = "exec-fork",
	  .what = "exec by a thread, the leader forks",
	  .init = spawn_exec_adopts,
	  .check = check_exec_adopts },
	{ .name = "exec-wait",
	  .what = "exec by a thread, the leader waits",
	  .init = spawn_exec_during_wait,
	  .check = check_exec_during_wait },
	{ .name = "exec-vfork",
	  .what = "exec by a thread, the leader in vfork",
	  .init = spawn_exec_vfork,
	  .check = check_exec_adopts },
	{ .name = "exec-clone", .what = "exec by a thread, the leader clones", .init = spawn_exec_clone, .check = check_exec },
	{ .name = "exec-exec", .what = "two threads in exec", .init = spawn_exec_exec, .check = check_exec },
	{ .name = "leader-exec-clone",
	  .what = "exec by the leader, a thread clones",
	  .init = spawn_leader_exec_clone,
	  .check = check_exec },
	{ .name = "leader-exec-fork",
	  .what = "exec by the leader, a thread forks",
	  .init = spawn_leader_exec_fork,
	  .check = check_exec_adopts },
	{ .name = "exec-waited",
	  .what = "exec by a thread of a child, and the parent waits",
	  .init = spawn_waits_for_execer,
	  .check = check_p0 },
	{ .name = "exec-signal",
	  .what = "exec by a child without an exit signal",
	  .init = spawn_waits_after_exec,
	  .check = check_p0 },
	{ .name = "exec-detached",
	  .what = "exec by a thread of a process that reaps itself, which is killed",
	  .init = detached,
	  .check = check_none },
};

} // namespace kernel
