/* tests/explore/scenarios/wait_signal.cpp: waits that signals end; no child is lost */
#include "common.hpp"

namespace kernel {
namespace {

/* a signal comes at any moment */

void signals_p()
{
	if (kspawn_task *t = kspawn_pid_find(pids, P)) {
		signal(t);
		kspawn_task_put(t);
	}
}
template <program body>
void init_signals_p()
{
	spawn(body);
	sleep_on(0, false);
	signals_p();
}

/// Waits again after a signal; there is one at most.
int waits_again(int pid, int *status)
{
	const int got = u_wait(pid, status);
	return got == -KSPAWN_EINTR ? u_wait(pid, status) : got;
}
void waits(long)
{
	ready();
	const int pid = u_fork(exits, 3);
	int status = 0;
	const int got = waits_again(pid, &status);
	expect(got == pid && status == 3 * W, "the child's status", got, status);
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "no other child");
	u_exit(0);
}

/* the signal comes from the child, which is a zombie by then */
void handles(long)
{
	handle_children();
	begin();
	const int pid = u_fork(exits, 3);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 3 * W, "the child that the signal reports", got, status);
	u_exit(0);
}
void spawn_handles() { spawn(handles); }

/* two threads wait and the leader gets the signal */
void second_waiter(long)
{
	int status = 0;
	set(1, u_wait(-1, &status));
	u_exit(0);
}
void waits_beside(long)
{
	u_thread(second_waiter, 0); /* 3 */
	ready();
	const int pid = u_fork(exits, 3);
	int status = 0;
	set(2, waits_again(-1, &status));
	set(3, pid);
	u_exit(0);
}

/* no signal ends a vfork */
void vfork_child(long)
{
	set(1, 1);
	u_exit(4);
}
void vforks(long)
{
	ready();
	const int pid = u_vfork(vfork_child, 0);
	expect(get(1) == 1, "the parent of a vfork waits for exec or exit");
	int status = 0;
	const int got = waits_again(pid, &status);
	expect(got == pid && status == 4 * W, "status", got, status);
	u_exit(0);
}

/* a signal and a kill */
void signal_and_kill()
{
	spawn(waits);
	sleep_on(0, false);
	signals_p();
	kill_pid(P, 9);
}
void check_signal_and_kill()
{
	expect(ended(P) == 0 || ended(P) == 9, "status", ended(P));
	expect(ended(3) == none || ended(3) == 3 * W, "the child's status", ended(3));
}

} // namespace

extern const scenarios wait_signal_scenarios;
const scenarios wait_signal_scenarios = {
	{ .name = "wait-signal",
	  .what = "a signal against wait and the child's end",
	  .init = init_signals_p<waits>,
	  .check = check_p0,
	  .signals = true },
	{ .name = "wait-sigchld",
	  .what = "wait, and a handler for SIGCHLD",
	  .init = spawn_handles,
	  .check = check_p0,
	  .signals = true },
	{ .name = "wait-signal-two",
	  .what = "two threads wait and one gets a signal",
	  .init = init_signals_p<waits_beside>,
	  .check = check_two_waiters,
	  .signals = true },
	{ .name = "vfork-signal",
	  .what = "a signal against vfork",
	  .init = init_signals_p<vforks>,
	  .check = check_p0,
	  .signals = true },
	{ .name = "wait-signal-kill",
	  .what = "a signal and a kill against wait",
	  .init = signal_and_kill,
	  .check = check_signal_and_kill,
	  .signals = true },
};

} // namespace kernel
