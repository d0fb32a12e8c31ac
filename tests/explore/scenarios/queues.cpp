/* tests/explore/scenarios/queues.cpp: a kernel whose sleepers and runnable tasks are in the queues of sched.h */
#include "common.hpp"

namespace kernel {
namespace {

/* a wake up while the task goes to sleep */
void wakes_once()
{
	begin();
	kspawn_kernel_thread(wakes_1, nullptr, KSPAWN_SIGCHLD);
	sleep_on(1, false);
}

/* three sleep on two words of one bucket */
int sleeps_on(void *word)
{
	sleep_on(int(intptr_t(word)), false);
	return 0;
}
void wakes_two()
{
	for (intptr_t word : { 1, 2, 1 })
		kspawn_kernel_thread(sleeps_on, reinterpret_cast<void *>(word), KSPAWN_SIGCHLD);
	begin();
	wake(2);
	wake(1);
}
void check_three() { expect_reaped(3); }

/* a kill takes a sleeper out, and a wake up may come for it */
void sleeps_on_1(long)
{
	ready();
	sleep_on(1);
	u_exit(3);
}
void kill_and_wake()
{
	spawn(sleeps_on_1);
	kspawn_kernel_thread(wakes_1, nullptr, KSPAWN_SIGCHLD);
	sleep_on(0, false);
	kill_pid(P, 9);
}
void check_kill_and_wake() { expect(ended(P) == 9 || ended(P) == 3 * W, "status", ended(P)), expect_reaped(2); }

void parks()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &t) == 0, "run");
	expect(kspawn_kthread_park(t) == 0, "park");
	expect(kspawn_kthread_stop(t) == 42, "stop");
}

void handler_wakes() { wake(1); }

} // namespace

extern const scenarios queues_scenarios;
const scenarios queues_scenarios = {
	{ .name = "queues-wake",
	  .what = "a task is woken while it goes to sleep",
	  .init = wakes_once,
	  .check = check_waker,
	  .queues = true },
	{ .name = "queues-two",
	  .what = "sleepers on two words of one bucket",
	  .init = wakes_two,
	  .check = check_three,
	  .queues = true },
	{ .name = "queues-kill",
	  .what = "a sleeper is killed and woken",
	  .init = kill_and_wake,
	  .check = check_kill_and_wake,
	  .queues = true },
	{ .name = "queues-fork",
	  .what = "fork, exit, wait",
	  .init = starts_p<forks_and_waits>,
	  .check = check_p0,
	  .queues = true },
	{ .name = "queues-park", .what = "kthread: park, stop", .init = parks, .check = check_none, .queues = true },
	{ .name = "queues-irq",
	  .what = "a handler wakes a task that goes to sleep on its processor",
	  .init = wakes_once,
	  .check = check_waker,
	  .interrupt = handler_wakes,
	  .queues = true },
};

} // namespace kernel
