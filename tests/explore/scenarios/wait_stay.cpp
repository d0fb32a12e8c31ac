/* tests/explore/scenarios/wait_stay.cpp: waits whose tasks outlive them, so that no end wakes another */
#include "common.hpp"

namespace kernel {
namespace {

/* The first to return stays until the other has: an end would wake it. */

void stays(int mine, int other)
{
	wake(mine);
	sleep_on(other, false);
}
void second_waiter_stays(long child)
{
	int status = 0;
	set(1, u_wait(int(child), &status));
	stays(4, 5);
	u_exit(0);
}
void two_waiters_stay(long)
{
	const int child = u_fork(exits, 3);
	u_thread(second_waiter_stays, child);
	begin();
	int status = 0;
	set(2, u_wait(child, &status));
	set(3, child);
	stays(5, 4);
	u_exit(0);
}
void spawn_two_waiters_stay() { spawn(two_waiters_stay); }

void nowaiter_stays(long)
{
	set(1, kspawn_sys_waitid(KSPAWN_P_ALL, 0, user_data, KSPAWN_WEXITED | KSPAWN_WNOWAIT, 0));
	work();
	sleep_on(5, false);
	u_exit(0);
}
void nowait_stays(long)
{
	u_fork(exits, 3); /* 3 */
	u_thread(nowaiter_stays, 0);
	begin();
	int status = 0;
	const int got = u_wait(3, &status);
	expect(got == 3 && status == 3 * W, "WNOWAIT takes nothing", got, status);
	wake(5);
	u_exit(0);
}
void spawn_nowait_stays() { spawn(nowait_stays); }

} // namespace

extern const scenarios wait_stay_scenarios;
const scenarios wait_stay_scenarios = {
	{ .name = "two-waiters-stay",
	  .what = "two threads wait for one child and outlive it",
	  .init = spawn_two_waiters_stay,
	  .check = check_two_waiters },
	{ .name = "nowait-stays",
	  .what = "waitid WNOWAIT during wait4, and its thread continues",
	  .init = spawn_nowait_stays,
	  .check = check_nowait },
};

} // namespace kernel
