/* tests/explore/scenarios/kthread.cpp: kernel threads that are held */
#include "common.hpp"

namespace kernel {
namespace {

int kt_returns(void *) { return 7; }
int kt_exits(void *) { kspawn_exit(3 * W); }
void kt_stop()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &t) == 0, "run");
	const int got = kspawn_kthread_stop(t);
	expect(got == 42, "stop returns the result", got);
}
void kt_create_stop()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_create(kt_loop, nullptr, &t) == 0, "create");
	const int got = kspawn_kthread_stop(t);
	expect(got == -KSPAWN_EINTR, "stop of one never started", got);
}
void kt_ends_stop()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_returns, nullptr, &t) == 0, "run");
	const int got = kspawn_kthread_stop(t);
	expect(got == 7, "stop returns the result", got);
}
void kt_exits_stop()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_exits, nullptr, &t) == 0, "run");
	const int got = kspawn_kthread_stop(t);
	expect(got == 0, "stop", got);
}
void kt_ends_park()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_returns, nullptr, &t) == 0, "run");
	const int got = kspawn_kthread_park(t);
	expect(got == -KSPAWN_ESRCH, "park of one that ends", got);
	expect(kspawn_kthread_stop(t) == 7, "stop");
}

/* a kernel thread that is held becomes a process */
int kt_becomes(void *)
{
	if (kspawn_kernel_execve(program_path(exits_group), nullptr, nullptr))
		return 50;
	kspawn_current_pt_regs()->di = 6;
	return 0;
}
void kt_exec_stop()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_becomes, nullptr, &t) == 0, "run");
	const int got = kspawn_kthread_stop(t);
	expect(got == 0, "stop of one that became a program", got);
}

/* kthread_wait returns only when it is asked for something */
int kt_waits(void *)
{
	kspawn_kthread_wait();
	expect(kspawn_kthread_should_stop() || kspawn_kthread_should_park(), "kthread_wait sleeps until it is asked");
	while (!kspawn_kthread_should_stop())
		kspawn_kthread_wait();
	return 42;
}
void kt_wait()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_waits, nullptr, &t) == 0, "run");
	expect(kspawn_kthread_stop(t) == 42, "stop");
}
void kt_wait_unpark()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_waits, nullptr, &t) == 0, "run");
	kspawn_kthread_unpark(t);
	expect(kspawn_kthread_stop(t) == 42, "stop");
}

} // namespace

extern const scenarios kthread_scenarios;
const scenarios kthread_scenarios = {
	{ .name = "kt-stop", .what = "kthread: run, stop", .init = kt_stop, .check = check_none },
	{ .name = "kt-create-stop", .what = "kthread: create, stop", .init = kt_create_stop, .check = check_none },
	{ .name = "kt-ends-stop", .what = "kthread: returns by itself, stop", .init = kt_ends_stop, .check = check_none },
	{ .name = "kt-exits-stop", .what = "kthread: kspawn_exit, stop", .init = kt_exits_stop, .check = check_none },
	{ .name = "kt-ends-park", .what = "kthread: returns by itself, park, stop", .init = kt_ends_park, .check = check_none },
	{ .name = "kt-exec-stop",
	  .what = "a held kernel thread becomes a program, stop",
	  .init = kt_exec_stop,
	  .check = check_none },
	{ .name = "kt-wait", .what = "kthread: kthread_wait, stop", .init = kt_wait, .check = check_none },
	{ .name = "kt-wait-unpark",
	  .what = "kthread: unpark of one that is in kthread_wait",
	  .init = kt_wait_unpark,
	  .check = check_none },
};

} // namespace kernel
