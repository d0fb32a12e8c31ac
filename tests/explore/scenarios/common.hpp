/* tests/explore/scenarios/common.hpp: what scenarios share */
#pragma once
#include "kernel/kernel.hpp"

namespace kernel {

using explore::note;
using scenarios = std::vector<scenario>;

constexpr int W = 0x100; /* the wait status of exit code 1 */
constexpr int none = -1;
constexpr int P = 2; /* the first that init spawns; its first child or thread is 3 */

/// The status with which init reaped `pid`, or `none`.
int ended(int pid);
void expect_status(int pid, int status);
/// Init reaped n tasks in all.
void expect_reaped(size_t n);
/// Init may continue, and so may every task, in any order.
void ready();

/* ---- checks at the end ---- */

void check_any();
void check_none();        /* init reaped no task */
void check_p0();          /* P alone, which exited with 0 */
void check_two_waiters(); /* one of the two, get(1) and get(2), has the child, get(3) */
void check_nowait();      /* get(1): waitid with WNOWAIT */
void check_killed();      /* P alone, by signal 9 */
void check_exec();        /* P alone, with the 6 of execs_exits and execs_waits */
void check_waker();       /* P with 0, which ran wakes_1 */
void check_orphan();      /* P with 0 and its child with 4 */

/* ---- user programs ---- */

void exits(long code);
void exits_group(long code);
void sleeps(long);
void makes_thread(long);
void makes_child(long);     /* which exits with 5 */
void forks_and_waits(long); /* a child, which exits with 3 */
void execs_exits(long);
void execs_sleeps(long);
void execs_waits(long); /* set(1, what wait4 returned) */
void execs_init(long);

/// P is a process whose thread runs `thread` while its leader runs `leader`.
template <program leader, program thread>
void exec_during(long)
{
	u_thread(thread, 0);
	begin();
	leader(0);
}

/// Init starts `body` as P.
template <program body>
void starts_p()
{
	spawn(body);
}

/// Init starts `body` as P and kills it from the moment that it calls ready().
template <program body>
void init_kills_p()
{
	spawn(body);
	sleep_on(0, false);
	const int err = kill_pid(P, 9);
	expect(err == 0, "kill", err);
}

/* ---- kernel threads ---- */

int returns_1(void *);
int wakes_1(void *); /* the word 1 */
/// Parks and waits until it is stopped, and returns 42. get(3): it is parked.
int kt_loop(void *);

/// All scenarios, in the order of their files.
std::vector<scenario> all_scenarios();

} // namespace kernel
