/* tests/explore/scenarios/common.cpp: what scenarios share */
#include "common.hpp"

namespace kernel {

int ended(int pid)
{
	int status = none, times = 0;
	for (const auto &[p, s] : reaped)
		if (p == pid)
			status = s, times++;
	expect(times <= 1, "init reaps a pid once", pid, times);
	return status;
}

void expect_status(int pid, int status) { expect(ended(pid) == status, "status as init saw it", pid, ended(pid)); }

void expect_reaped(size_t n) { expect(reaped.size() == n, "as many as init has to reap", long(reaped.size()), long(n)); }

void ready()
{
	wake(0);
	begin();
}

void exits(long code) { u_exit(int(code)); }

void exits_group(long code) { u_exit_group(int(code)); }

void forks_and_waits(long)
{
	begin();
	const int pid = u_fork(exits, 3);
	int status = 0;
	const int got = u_wait(pid, &status);
	expect(got == pid && status == 3 * W, "the child's status", got, status);
	u_exit(0);
}

void sleeps(long) { sleep_forever(); }

void check_any() {}
void check_none() { expect_reaped(0); }

void check_p0() { expect_status(P, 0), expect_reaped(1); }

void check_killed() { expect_status(P, 9), expect_reaped(1); }

void check_exec() { expect_status(P, 6 * W), expect_reaped(1); }

void check_orphan() { expect_status(P, 0), expect_status(3, 4 * W), expect_reaped(2); }

void makes_thread(long)
{
	u_thread(sleeps, 0);
	sleep_forever();
}
void makes_child(long)
{
	u_fork(exits, 5);
	sleep_forever();
}

void execs_exits(long) { u_exec(exits, 6), sleep_forever(); }
void execs_sleeps(long) { u_exec(sleeps), sleep_forever(); }
static void waits_for_child(long)
{
	int status = 0;
	const int got = u_wait(-1, &status);
	expect(got == -KSPAWN_ECHILD || status == 5 * W, "the child, inherited by the program", got, status);
	set(1, got);
	u_exit(6);
}
void execs_waits(long) { u_exec(waits_for_child), sleep_forever(); }

static void new_init(long)
{
	for (;;) {
		int status = 0;
		const int pid = kspawn_wait4(-1, &status, KSPAWN_WALL);
		if (pid == -KSPAWN_ECHILD)
			break;
		reaped.push_back({ pid, status });
	}
	note("init is done");
	init_done = true;
	sleep_forever();
}
void execs_init(long) { u_exec(new_init), sleep_forever(); }

int kt_loop(void *)
{
	while (!kspawn_kthread_should_stop()) {
		if (kspawn_kthread_should_park()) {
			set(3, 1);
			kspawn_kthread_parkme();
			set(3, 0);
		} else {
			kspawn_kthread_wait();
		}
	}
	return 42;
}

void check_waker() { expect_status(P, 0), expect_reaped(1); }

void check_two_waiters()
{
	const long a = get(1), b = get(2), child = get(3);
	expect((a == child) + (b == child) == 1, "one of the two got the child", a, b);
	expect((a == child || a == -KSPAWN_ECHILD) && (b == child || b == -KSPAWN_ECHILD), "the other ECHILD", a, b);
	check_p0();
}

void check_nowait()
{
	expect(get(1) == 0 || get(1) == -KSPAWN_ECHILD, "waitid", get(1));
	check_p0();
}

int returns_1(void *) { return 1; }

int wakes_1(void *)
{
	wake(1);
	return 0;
}

} // namespace kernel
