/* tests/explore/scenarios/kernel_thread.cpp: kernel threads that reap themselves or become programs, and processors */
#include "common.hpp"

namespace kernel {
namespace {

void autoreap()
{
	begin();
	expect(kspawn_kernel_thread(returns_1, nullptr, 0) > 0, "kernel_thread");
	expect(kspawn_kernel_thread(returns_1, nullptr, 0) > 0, "kernel_thread");
}

/* a kernel thread becomes a process, and is killed at any time */
int becomes(void *)
{
	if (kspawn_kernel_execve(program_path(exits_group), nullptr, nullptr))
		return 50;
	kspawn_current_pt_regs()->di = 6;
	return 0;
}
void become_and_kill()
{
	begin();
	expect(kspawn_kernel_thread(becomes, nullptr, KSPAWN_SIGCHLD) == P, "kernel_thread");
	set(5, kill_pid(P, 9));
}
void check_become()
{
	const long err = get(5);
	expect(ended(P) == 6 * W || (err == 0 && (ended(P) == 9)), "status", ended(P), err);
}
void become_detached()
{
	begin();
	expect(kspawn_kernel_thread(becomes, nullptr, 0) == P, "kernel_thread");
	const int err = kill_pid(P, 9);
	set(5, err);
}

void wake_first()
{
	begin();
	kspawn_kernel_thread(wakes_1, nullptr, KSPAWN_SIGCHLD);
	sleep_on(1, false);
}

/* ---- idle tasks ---- */

void late_cpu()
{
	begin();
	kspawn_kernel_thread(wakes_1, nullptr, KSPAWN_SIGCHLD);
	sleep_on(1, false);
}

} // namespace

extern const scenarios kernel_thread_scenarios;
const scenarios kernel_thread_scenarios = {
	{ .name = "autoreap", .what = "kernel threads that reap themselves", .init = autoreap, .check = check_none },
	{ .name = "become-kill", .what = "a kernel thread execs, and is killed", .init = become_and_kill, .check = check_become },
	{ .name = "become-detached", .what = "the same, and it reaps itself", .init = become_detached, .check = check_none },
	{ .name = "wake-first", .what = "a wake-up before the sleep", .init = wake_first, .check = check_waker },
	{ .name = "late-cpu", .what = "fork_idle while others run", .init = late_cpu, .check = check_waker, .late_cpu = true },
};

} // namespace kernel
