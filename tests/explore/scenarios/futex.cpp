/* tests/explore/scenarios/futex.cpp: waits for futexes against wakes, moves, timeouts, signals and kills */
#include "common.hpp"

namespace kernel {
namespace {

constexpr int A = 4, B = 8; /* futexes */

/// Waits while A is 0; there is a wake-up for each waiter.
void waits_for_a(long)
{
	while (u_load(A) == 0) {
		const int got = u_futex_wait(A, 0);
		expect(got == 0 || got == -KSPAWN_EAGAIN, "a wait", got);
	}
	u_exit(0);
}

void wakes_a(long count)
{
	u_store(A, 1);
	const int got = u_futex_wake(A, int(count));
	expect(got >= 0 && got <= count, "a wake", got, count);
	u_exit(0);
}

/* one waits and one wakes */
void wait_wake(long)
{
	u_thread(wakes_a, 1); /* 3 */
	begin();
	waits_for_a(0);
}
void spawn_wait_wake() { spawn(wait_wake); }

/* two wait, and one wakes both; or two wake one each */
void wait_wake_all(long)
{
	u_thread(wakes_a, 2);     /* 3 */
	u_thread(waits_for_a, 0); /* 4 */
	begin();
	waits_for_a(0);
}
void spawn_wait_wake_all() { spawn(wait_wake_all); }

/* a mutex of three states */
void locks(long)
{
	while (!u_exchange(A, 0, 1)) {
		u_exchange(A, 1, 2);
		u_futex_wait(A, 2);
	}
	touch(true);
	const bool wake = !u_exchange(A, 1, 0);
	if (wake) {
		u_store(A, 0);
		u_futex_wake(A, 2);
	}
	u_exit(0);
}
void mutex(long)
{
	u_thread(locks, 0); /* 3 */
	begin();
	locks(0);
}
void spawn_mutex() { spawn(mutex); }

/* two wait for A; one is woken and the other moved to B, where it is woken */
void moves(long)
{
	u_store(A, 1);
	const int got = u_futex_requeue(A, B, 1, 1, 1);
	expect(got >= 0 && got <= 2, "woken and moved", got);
	const int woken = u_futex_wake(B, 1);
	expect(woken == (got == 2), "the one that was moved is woken", got, woken);
	u_exit(0);
}
void requeue(long)
{
	u_thread(moves, 0);       /* 3 */
	u_thread(waits_for_a, 0); /* 4 */
	begin();
	waits_for_a(0);
}
void spawn_requeue() { spawn(requeue); }

/* no waiter is moved once the word has changed */
void changes(long)
{
	u_store(A, 1);
	set(1, 1);
	u_exit(0);
}
void requeue_compare(long)
{
	u_thread(changes, 0); /* 3 */
	begin();
	const bool changed = get(1);
	const int got = u_futex_requeue(A, B, 1, 1, 0);
	expect(got == -KSPAWN_EAGAIN || (got == 0 && !changed), "a move compares", got, changed);
	u_exit(0);
}
void spawn_requeue_compare() { spawn(requeue_compare); }

/* a wait ends by a wake or by its time, and both know which */
void waits_timed(long)
{
	const int got = u_futex_wait(A, 0, true);
	expect(got == 0 || got == -KSPAWN_ETIMEDOUT || got == -KSPAWN_EAGAIN, "a timed wait", got);
	set(1, got);
	set(3, 1);
	u_exit(0);
}
void wakes_once(long)
{
	set(2, u_futex_wake(A, 1));
	u_exit(0);
}
void timeout(long)
{
	u_thread(wakes_once, 0); /* 3 */
	ready();
	waits_timed(0);
}
void init_time_passes_timeout()
{
	spawn(timeout);
	sleep_on(0, false);
	time_passes();
}
void check_timeout()
{
	check_p0();
	expect((get(1) == 0) == (get(2) == 1), "a woken task did not time out", get(1), get(2));
}

/* the same while it is moved */
void moves_once(long)
{
	const int moved = u_futex_requeue(A, B, 0, 1, 0);
	const int woken = u_futex_wake(B, 1);
	expect(moved >= woken, "it was moved before it was woken", moved, woken);
	set(2, woken);
	u_exit(0);
}
void timeout_requeue(long)
{
	u_thread(moves_once, 0); /* 3 */
	ready();
	waits_timed(0);
}
void init_time_passes_requeue()
{
	spawn(timeout_requeue);
	sleep_on(0, false);
	time_passes();
}

/* a signal ends a wait, or a wake does */
void waits_interrupted(long)
{
	const int got = u_futex_wait(A, 0);
	expect(got == 0 || got == -KSPAWN_EINTR, "a wait that a signal may end", got);
	set(1, got);
	u_exit(0);
}
void signalled(long)
{
	u_thread(wakes_once, 0); /* 3 */
	ready();
	waits_interrupted(0);
}
void init_signals()
{
	spawn(signalled);
	sleep_on(0, false);
	if (kspawn_task *t = kspawn_pid_find(pids, P)) {
		signal(t);
		kspawn_task_put(t);
	}
}

/* the process is killed while one waits and one wakes: both end */
void killed(long)
{
	u_thread(wakes_once, 0); /* 3 */
	ready();
	u_futex_wait(A, 0);
	sleep_forever();
}
/* and while another thread moves it */
void killed_moved(long)
{
	u_thread(moves_once, 0); /* 3 */
	ready();
	u_futex_wait(A, 0);
	sleep_forever();
}

/* a thread exits and another joins it */
void joined(long) { u_exit(0); }
void joins(long)
{
	u_store(A, 3);
	begin();
	u_fork(joined, 0,
	       KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_FILES | KSPAWN_CLONE_FS |
		       KSPAWN_CLONE_CHILD_CLEARTID,
	       0, user_data + 4 * A);
	while (u_load(A) != 0)
		u_futex_wait(A, 3);
	u_exit(0);
}
void spawn_joins() { spawn(joins); }

} // namespace

extern const scenarios futex_scenarios;
const scenarios futex_scenarios = {
	{ .name = "futex-wait-wake", .what = "futex: wait against wake", .init = spawn_wait_wake, .check = check_p0 },
	{ .name = "futex-wake-all", .what = "futex: two wait, one wakes both", .init = spawn_wait_wake_all, .check = check_p0 },
	{ .name = "futex-mutex", .what = "futex: a mutex of two threads", .init = spawn_mutex, .check = check_p0 },
	{ .name = "futex-requeue", .what = "futex: two wait, one is woken, one moved", .init = spawn_requeue, .check = check_p0 },
	{ .name = "futex-requeue-compare",
	  .what = "futex: move against a change of the word",
	  .init = spawn_requeue_compare,
	  .check = check_p0 },
	{ .name = "futex-timeout",
	  .what = "futex: wait against wake and time",
	  .init = init_time_passes_timeout,
	  .check = check_timeout },
	{ .name = "futex-requeue-timeout",
	  .what = "futex: wait against move and time",
	  .init = init_time_passes_requeue,
	  .check = check_timeout },
	{ .name = "futex-signal",
	  .what = "futex: wait against wake and signal",
	  .init = init_signals,
	  .check = check_timeout,
	  .signals = true },
	{ .name = "futex-kill",
	  .what = "futex: wait against wake and kill",
	  .init = init_kills_p<killed>,
	  .check = check_killed },
	{ .name = "futex-requeue-kill",
	  .what = "futex: wait against move and kill",
	  .init = init_kills_p<killed_moved>,
	  .check = check_killed },
	{ .name = "futex-join", .what = "futex: a thread exits, another joins it", .init = spawn_joins, .check = check_p0 },
};

} // namespace kernel
