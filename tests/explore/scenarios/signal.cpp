/* tests/explore/scenarios/signal.cpp: a process's signals against the exits, masks, waits and execs of its threads */
#include <kspawn/signal.h>

#include "common.hpp"

namespace kernel {
namespace {

constexpr int USR1 = KSPAWN_SIGUSR1, USR2 = KSPAWN_SIGUSR2, KILL = KSPAWN_SIGKILL;

void ends(int) { u_exit_group(0); }

void pauses(long)
{
	for (;;)
		u_pause();
}

/// Init starts `body` as P and sends it signals from the moment that it calls ready().
template <program body, int... sig>
void init_sends()
{
	spawn(body);
	sleep_on(0, false);
	(send(P, sig), ...);
}

/* a signal of the process comes while a thread, which may have been woken for it, exits */
void leader_exits(long)
{
	u_handle(USR1, ends);
	u_thread(pauses, 0); /* 3 */
	ready();
	u_exit(1);
}

/* or blocks it */
void leader_blocks(long)
{
	u_handle(USR1, ends);
	u_thread(pauses, 0); /* 3 */
	ready();
	u_mask(one(USR1));
	sleep_forever();
}

/* of two signals, two threads take one each, and none stays awake */
void waits_for_both(long n)
{
	int got;
	do
		got = u_sigtimedwait(one(USR1) | one(USR2));
	while (got == -KSPAWN_EINTR); /* the other thread took the signal that woke this one */
	set(int(n), got);
	u_exit(0);
}
void two_wait(long)
{
	u_mask(one(USR1) | one(USR2));
	u_thread(waits_for_both, 2); /* 3 */
	ready();
	waits_for_both(1);
}
void check_two()
{
	expect(get(1) + get(2) == USR1 + USR2 && get(1) != get(2), "each has one", get(1), get(2));
	check_p0();
}

/* a handler runs, and the wait after it sleeps until its own signal */
void counts(int sig) { set(3, sig); }
void handles_then_waits(long)
{
	u_handle(USR1, counts);
	u_mask(one(USR2));
	ready();
	while (get(3) != USR1)
		u_pause();
	const int got = u_sigtimedwait(one(USR2));
	expect(got == USR2, "the signal that is waited for", got);
	u_exit(0);
}
/* a wait ends by its time or by the signal, which is not lost */
void waits_for_time(long)
{
	u_mask(one(USR1));
	ready();
	int got = u_sigtimedwait(one(USR1), true);
	expect(got == USR1 || got == -KSPAWN_EAGAIN, "a wait with a time", got);
	if (got == -KSPAWN_EAGAIN)
		got = u_sigtimedwait(one(USR1));
	expect(got == USR1 && u_pending() == 0, "the signal, once", got);
	u_exit(0);
}
int lets_time_pass(void *)
{
	time_passes();
	return 0;
}
void init_sends_in_time()
{
	spawn(waits_for_time);
	sleep_on(0, false);
	kspawn_kernel_thread(lets_time_pass, nullptr, KSPAWN_SIGCHLD); /* 3 */
	send(P, USR1);
}
void check_in_time() { expect_status(P, 0), expect_status(3, 0), expect_reaped(2); }

/* ---- fatal signals ---- */

void both_exit(long)
{
	u_thread(exits, 0); /* 3 */
	ready();
	u_exit(0);
}
void check_killed_or_0()
{
	expect(ended(P) == 0 || ended(P) == KILL, "status", ended(P));
	expect_reaped(1);
}

/* one thread blocks the signal; it ends both */
void leader_blocks_usr2(long)
{
	u_thread(pauses, 0); /* 3 */
	ready();
	u_mask(one(USR2));
	u_pause();
	expect(false, "no signal that the process survives");
}
void check_usr2() { expect_status(P, USR2), expect_reaped(1); }

/* ---- exec by the other thread ---- */

void takes_usr1(long)
{
	const int got = u_sigtimedwait(one(USR1));
	expect(got == USR1, "what was pending", got);
	u_exit(6);
}
void execs_takes(long) { u_exec(takes_usr1), sleep_forever(); }
void execs_blocked(long)
{
	u_mask(one(USR1));
	u_thread(execs_takes, 0); /* 3 */
	ready();
	sleep_forever();
}

/* ---- shared actions ---- */

/* a handler that runs once, in one of two threads */
void runs_once(int) { set(int(kspawn_current()->pid), 1); }
void resets(long)
{
	u_handle(USR1, runs_once, KSPAWN_SA_RESETHAND);
	u_thread(pauses, 0); /* 3 */
	ready();
	u_tgkill(P, 3, USR1);
	pauses(0);
}
void init_sends_thread()
{
	spawn(resets);
	sleep_on(0, false);
	if (kspawn_task *task = kspawn_pid_find(pids, P)) {
		kspawn_signal_thread(task, USR1, nullptr);
		kspawn_task_put(task);
	}
}
void check_once()
{
	expect(get(P) + get(3) <= 1, "the handler ran once", get(P), get(3));
	expect_status(P, USR1), expect_reaped(1);
}

/* the action changes to one with another mask, in another process that shares it */
bool is_blocked(int sig) { return kspawn_sigset_get(&kspawn_signals_of(kspawn_current())->blocked) & one(sig); }
void is_first(int) { set(1, is_blocked(USR2) ? 3 : 1); }
void is_second(int) { set(1, is_blocked(USR2) ? 2 : 3); }
void pauses_until_handled(long)
{
	while (!get(1))
		u_pause();
	u_exit(0);
}
void changes_action(long)
{
	u_handle(USR1, is_first);
	u_fork(pauses_until_handled, 0, KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND); /* 3 */
	ready();
	u_handle(USR1, is_second, 0, one(USR2));
	u_exit(u_wait_status(3));
}
void init_sends_child()
{
	spawn(changes_action);
	sleep_on(0, false);
	send(3, USR1);
}
void check_action()
{
	expect(get(1) == 1 || get(1) == 2, "a handler and its mask", get(1));
	check_p0();
}

/* a signal that is ignored from now on is dropped */
void ignores(long)
{
	u_handle(USR1, counts);
	u_mask(one(USR1));
	ready();
	const bool sent = get(1);
	u_ignore(USR1);
	u_handle(USR1, counts);
	const bool pends = u_pending() & one(USR1);
	expect(!sent || !pends, "what was sent before is dropped");
	u_mask(0);
	expect(!pends || get(3) == USR1, "the handler of what is pending", pends, get(3));
	u_exit(0);
}

void init_sends_ignored()
{
	init_sends<ignores, USR1>();
	set(1, 1);
}

/* and so is one for which another thread was woken, and which sleeps again */
void unblocks(long)
{
	u_mask(0);
	pauses(0);
}
void ignores_beside(long)
{
	u_handle(USR1, counts);
	u_mask(one(USR1));
	u_thread(unblocks, 0); /* 3 */
	ready();
	u_ignore(USR1);
	u_exit_group(0);
}

} // namespace

extern const scenarios signal_scenarios;
const scenarios signal_scenarios = {
	{ .name = "signal-exit",
	  .what = "a process's signal against the exit of one of two threads",
	  .init = init_sends<leader_exits, USR1>,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "signal-block",
	  .what = "a process's signal against a thread that blocks it",
	  .init = init_sends<leader_blocks, USR1>,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "signal-two-wait",
	  .what = "two threads in sigtimedwait, two signals",
	  .init = init_sends<two_wait, USR1, USR2>,
	  .check = check_two,
	  .layer5 = true },
	{ .name = "signal-after-handler",
	  .what = "sigtimedwait after a handler",
	  .init = init_sends<handles_then_waits, USR1, USR2>,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "signal-time",
	  .what = "sigtimedwait against a signal and time",
	  .init = init_sends_in_time,
	  .check = check_in_time,
	  .layer5 = true },
	{ .name = "signal-kill-exit",
	  .what = "SIGKILL against the exits of two threads",
	  .init = init_sends<both_exit, KILL>,
	  .check = check_killed_or_0,
	  .layer5 = true },
	{ .name = "signal-fatal",
	  .what = "a fatal signal, which one of two threads blocks",
	  .init = init_sends<leader_blocks_usr2, USR2>,
	  .check = check_usr2,
	  .layer5 = true },
	{ .name = "signal-exec",
	  .what = "a process's signal against exec by a thread",
	  .init = init_sends<execs_blocked, USR1>,
	  .check = check_exec,
	  .layer5 = true },
	{ .name = "signal-resethand",
	  .what = "two threads, a handler that runs once",
	  .init = init_sends_thread,
	  .check = check_once,
	  .layer5 = true },
	{ .name = "signal-action",
	  .what = "a signal against sigaction in a process that shares actions",
	  .init = init_sends_child,
	  .check = check_action,
	  .layer5 = true },
	{ .name = "signal-ignore",
	  .what = "a signal against sigaction that ignores it",
	  .init = init_sends_ignored,
	  .check = check_p0,
	  .layer5 = true },
	{ .name = "signal-drop",
	  .what = "the same, and another thread is woken for it",
	  .init = init_sends<ignores_beside, USR1>,
	  .check = check_p0,
	  .layer5 = true },
};

} // namespace kernel
