/* tests/explore/scenarios/wait.cpp: several tasks wait, and statuses that cannot be written */
#include "common.hpp"

namespace kernel {
namespace {

/* ---- two threads of one process wait for one child ---- */

void second_waiter(long)
{
	int status = 0;
	const int got = u_wait(-1, &status);
	set(1, got);
	u_exit(0);
}
void two_waiters(long)
{
	u_thread(second_waiter, 0);
	begin();
	const int child = u_fork(exits, 3);
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == child || got == -KSPAWN_ECHILD, "wait4", got);
	set(2, got);
	set(3, child);
	u_exit(0);
}
void spawn_two_waiters() { spawn(two_waiters); }

/* both by the pid; the child is there already */
void second_waiter_pid(long child)
{
	int status = 0;
	set(1, u_wait(int(child), &status));
	u_exit(0);
}
void two_waiters_pid(long)
{
	const int child = u_fork(exits, 3);
	u_thread(second_waiter_pid, child);
	begin();
	int status = 0;
	set(2, u_wait(child, &status));
	set(3, child);
	u_exit(0);
}
void spawn_two_waiters_pid() { spawn(two_waiters_pid); }

/* ---- WNOHANG against a wait that sleeps ---- */

void poller(long)
{
	int status = 0;
	const int got = u_wait(-1, &status, KSPAWN_WNOHANG);
	set(1, got);
	u_exit(0);
}
void wnohang(long)
{
	u_fork(exits, 3);
	u_thread(poller, 0);
	begin();
	int status = 0;
	set(2, u_wait(-1, &status));
	u_exit(0);
}
void spawn_wnohang() { spawn(wnohang); }
void check_wnohang()
{
	const long a = get(1), b = get(2);
	expect((a == 3) != (b == 3), "one of the two got the child", a, b);
	expect(a == 3 || a == 0 || a == -KSPAWN_ECHILD, "the poller", a);
	check_p0();
}

/* ---- waitid with WNOWAIT against wait4; a status that cannot be written ---- */

void nowaiter(long)
{
	set(1, kspawn_sys_waitid(KSPAWN_P_ALL, 0, user_data, KSPAWN_WEXITED | KSPAWN_WNOWAIT, 0));
	work();
	u_exit(0);
}
void nowait(long)
{
	u_fork(exits, 3); /* 3 */
	u_thread(nowaiter, 0);
	begin();
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == 3 && status == 3 * W, "WNOWAIT takes nothing", got, status);
	u_exit(0);
}
void spawn_nowait() { spawn(nowait); }
void efaulter(long)
{
	set(1, kspawn_sys_wait4(-1, 8, 0, 0));
	work();
	u_exit(0);
}
void efault(long)
{
	u_fork(exits, 3); /* 3 */
	u_thread(efaulter, 0);
	begin();
	int status = 0;
	const int got = u_wait(3, &status);
	expect(got == -KSPAWN_ECHILD || (got == 3 && status == 3 * W), "wait4", got, status);
	set(2, got);
	u_exit(0);
}
void spawn_efault() { spawn(efault); }
void check_efault()
{
	const long bad = get(1), good = get(2);
	expect((bad == -KSPAWN_EFAULT) != (good == 3), "one of the two got the child", bad, good);
	expect(bad == -KSPAWN_EFAULT || bad == -KSPAWN_ECHILD, "the other ECHILD", bad, good);
	check_p0();
}

} // namespace

extern const scenarios wait_scenarios;
const scenarios wait_scenarios = {
	{ .name = "two-waiters",
	  .what = "two threads wait for any child",
	  .init = spawn_two_waiters,
	  .check = check_two_waiters },
	{ .name = "two-waiters-pid",
	  .what = "two threads wait for one child by its pid",
	  .init = spawn_two_waiters_pid,
	  .check = check_two_waiters },
	{ .name = "wnohang", .what = "a poll during a wait", .init = spawn_wnohang, .check = check_wnohang },
	{ .name = "nowait", .what = "waitid WNOWAIT during wait4", .init = spawn_nowait, .check = check_nowait },
	{ .name = "efault",
	  .what = "a wait that cannot write the status, during another wait",
	  .init = spawn_efault,
	  .check = check_efault },
};

} // namespace kernel
