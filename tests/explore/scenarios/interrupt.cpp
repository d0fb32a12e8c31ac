/* tests/explore/scenarios/interrupt.cpp: interrupt handlers on the processor whose task they interrupt */
#include "common.hpp"

namespace kernel {
namespace {

kspawn_task *held;

/// What a handler may call besides a kill.
void finds_and_puts()
{
	if (kspawn_task *t = kspawn_pid_find(pids, P)) {
		kspawn_task_get(t);
		kspawn_task_put(t);
		kspawn_task_put(t); /* perhaps the last */
	}
}

void kills() { kill_pid(P, 9); }

void kills_thread() { kill_pid(3, 9); }

void check_p0_or_killed()
{
	expect(ended(P) == 0 || ended(P) == 9, "status", ended(P));
	expect(ended(3) == none || ended(3) == 3 * W, "the child's status", ended(3));
}

void execs(long)
{
	u_thread(execs_exits, 0);
	begin();
	sleep_forever();
}
void spawn_execs() { spawn(execs); }
void check_exec_or_killed() { expect(ended(P) == 6 * W || ended(P) == 9, "status", ended(P)), expect_reaped(1); }

void unparks() { kspawn_kthread_unpark(held); }
void parks()
{
	held = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &held) == 0, "run");
	begin();
	const int err = kspawn_kthread_park(held);
	expect(err == 0 || err == -KSPAWN_EAGAIN, "park", err);
	interrupts_end();
	expect(kspawn_kthread_park(held) == 0, "park");
	expect(get(3) == 1, "parked when park returns");
	expect(kspawn_kthread_stop(held) == 42, "stop");
}

void wakes() { wake(1); }
void wakes_too()
{
	begin();
	kspawn_kernel_thread(wakes_1, nullptr, KSPAWN_SIGCHLD);
	sleep_on(1, false);
}

} // namespace

extern const scenarios interrupt_scenarios;
const scenarios interrupt_scenarios = {
	{ .name = "irq-find-fork",
	  .what = "a handler finds and puts a task that forks and waits",
	  .init = starts_p<forks_and_waits>,
	  .check = check_p0,
	  .interrupt = finds_and_puts },
	{ .name = "irq-kill-fork",
	  .what = "a handler kills a process that forks and waits",
	  .init = starts_p<forks_and_waits>,
	  .check = check_p0_or_killed,
	  .interrupt = kills },
	{ .name = "irq-find-exec",
	  .what = "a handler finds and puts a leader whose thread execs",
	  .init = spawn_execs,
	  .check = check_exec,
	  .interrupt = finds_and_puts },
	{ .name = "irq-kill-exec",
	  .what = "a handler kills by the tid of a thread in exec",
	  .init = spawn_execs,
	  .check = check_exec_or_killed,
	  .interrupt = kills_thread },
	{ .name = "irq-unpark",
	  .what = "a handler unparks while a park is in progress",
	  .init = parks,
	  .check = check_any,
	  .interrupt = unparks },
	{ .name = "irq-wake",
	  .what = "a handler wakes a sleeper that a task wakes too",
	  .init = wakes_too,
	  .check = check_waker,
	  .interrupt = wakes },
};

} // namespace kernel
