/* tests/explore/scenarios/robust.cpp: a task that holds robust futexes ends, and the next owner learns it */
#include <kspawn/futex.h>

#include "common.hpp"

namespace kernel {
namespace {

constexpr int A = 4, B = 8; /* futexes of a list */

uint32_t tid() { return uint32_t(kspawn_current()->pid); }

/// Takes A, whose owner may have died.
void takes_a(long)
{
	for (;;) {
		const uint32_t seen = u_load(A);
		if (seen == 0 || (seen & KSPAWN_FUTEX_OWNER_DIED)) {
			if (u_exchange(A, seen, tid()))
				break;
		} else if ((seen & KSPAWN_FUTEX_WAITERS) || u_exchange(A, seen, seen | KSPAWN_FUTEX_WAITERS)) {
			u_futex_wait(A, seen | KSPAWN_FUTEX_WAITERS);
		}
	}
	set(1, 1);
	u_exit(0);
}

void holds_both()
{
	u_robust_list(A, B);
	u_store(A, tid());
	u_store(B, tid());
}

/* a thread exits with A and B */
void dies(long)
{
	holds_both();
	set(2, 1);
	u_exit(0);
}
void thread_exits(long)
{
	u_thread(dies, 0); /* 3 */
	begin();
	takes_a(0);
}
void spawn_thread_exits() { spawn(thread_exits); }
void check_taken()
{
	expect(get(1) == 1, "the futex was taken");
	check_p0();
}

/* the other process on this memory is killed */
void sleeps_with_both(long)
{
	holds_both();
	wake(1);
	sleep_forever();
}
void process_killed(long)
{
	u_fork(sleeps_with_both, 0, KSPAWN_CLONE_VM); /* 3 */
	sleep_on(1);
	ready();
	takes_a(0);
}
void init_kills_holder()
{
	spawn(process_killed);
	sleep_on(0, false);
	const int err = kill_pid(3, 9);
	expect(err == 0, "kill", err);
}
void check_holder_killed()
{
	expect(get(1) == 1, "the futex was taken");
	expect_status(P, 0), expect_status(3, 9), expect_reaped(2);
}

/* the other process on this memory execs */
void execs_with_both(long)
{
	holds_both();
	u_exec(exits, 6);
}
void process_execs(long)
{
	u_fork(execs_with_both, 0, KSPAWN_CLONE_VM); /* 3 */
	begin();
	takes_a(0);
}
void spawn_process_execs() { spawn(process_execs); }
void check_holder_execs()
{
	expect(get(1) == 1, "the futex was taken");
	expect_status(P, 0), expect_status(3, 6 * W), expect_reaped(2);
}

} // namespace

extern const scenarios robust_scenarios;
const scenarios robust_scenarios = {
	{ .name = "robust-exit", .what = "a thread exits with robust futexes", .init = spawn_thread_exits, .check = check_taken },
	{ .name = "robust-kill",
	  .what = "a process with robust futexes is killed",
	  .init = init_kills_holder,
	  .check = check_holder_killed },
	{ .name = "robust-exec",
	  .what = "a process with robust futexes execs",
	  .init = spawn_process_execs,
	  .check = check_holder_execs },
};

} // namespace kernel
