/* tests/explore/scenarios/kthread_park.cpp: kernel threads that park */
#include "common.hpp"

namespace kernel {
namespace {

/// A kthread that parks and ends when it is asked to.
kspawn_task *run_loop()
{
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &t) == 0, "run");
	return t;
}
void park(kspawn_task *t)
{
	expect(kspawn_kthread_park(t) == 0, "park");
	expect(get(3) == 1, "parked when park returns");
}
void kt_park()
{
	begin();
	kspawn_task *t = run_loop();
	park(t);
	kspawn_kthread_unpark(t);
	expect(kspawn_kthread_stop(t) == 42, "stop");
}
void kt_park_stop()
{
	begin();
	kspawn_task *t = run_loop();
	park(t);
	expect(kspawn_kthread_stop(t) == 42, "stop of a parked one");
}
void kt_park_twice()
{
	begin();
	kspawn_task *t = run_loop();
	park(t);
	kspawn_kthread_unpark(t);
	park(t);
	expect(kspawn_kthread_stop(t) == 42, "stop");
}
/* every order of up to four requests */
void kt_orders()
{
	static const char *const orders[] = { "", "U", "P", "PU", "PP", "UP", "UU", "PUP", "PUU", "PPU", "UPU", "PUPU" };
	begin();
	const char *const order = orders[explore::pick(12)];
	kspawn_task *t = run_loop();
	for (const char *c = order; *c; c++) {
		if (*c == 'U') {
			kspawn_kthread_unpark(t);
		} else {
			park(t);
		}
	}
	expect(kspawn_kthread_stop(t) == 42, "stop");
}
/* parks once and ends */
int kt_once_fn(void *)
{
	while (!kspawn_kthread_should_stop() && !kspawn_kthread_should_park())
		kspawn_kthread_wait();
	kspawn_kthread_parkme();
	return 7;
}
void kt_once()
{
	begin();
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_create(kt_once_fn, nullptr, &t) == 0, "create");
	kspawn_kthread_start(t);
	expect(kspawn_kthread_park(t) == 0, "park");
	kspawn_kthread_unpark(t);
	const int again = kspawn_kthread_park(t);
	expect(again == 0 || again == -KSPAWN_ESRCH, "park of one that may have ended", again);
	expect(kspawn_kthread_stop(t) == 7, "stop");
}
/* unpark comes from another task, at any moment */
int kt_unparker(void *t)
{
	kspawn_kthread_unpark(static_cast<kspawn_task *>(t));
	set(4, 1);
	wake(1);
	return 0;
}
/* an unpark that withdraws the request leaves no answer to the next */
void kt_unpark_race()
{
	kspawn_task *t = run_loop();
	begin();
	kspawn_kernel_thread(kt_unparker, t, KSPAWN_SIGCHLD);
	const int err = kspawn_kthread_park(t);
	expect(err == 0 || err == -KSPAWN_EAGAIN, "park", err);
	sleep_on(1, false);
	park(t);
	expect(kspawn_kthread_stop(t) == 42, "stop");
}
/* stop while another task unparks, which holds the thread */
int kt_unparker_held(void *t)
{
	kspawn_kthread_unpark(static_cast<kspawn_task *>(t));
	kspawn_task_put(static_cast<kspawn_task *>(t));
	return 0;
}
void kt_unpark_stop()
{
	begin();
	kspawn_task *t = run_loop();
	expect(kspawn_kthread_park(t) == 0, "park");
	kspawn_task_get(t);
	kspawn_kernel_thread(kt_unparker_held, t, KSPAWN_SIGCHLD);
	expect(kspawn_kthread_stop(t) == 42, "stop");
}

} // namespace

extern const scenarios kthread_park_scenarios;
const scenarios kthread_park_scenarios = {
	{ .name = "kt-park", .what = "kthread: park, unpark, stop", .init = kt_park, .check = check_none },
	{ .name = "kt-park-stop", .what = "kthread: park, stop", .init = kt_park_stop, .check = check_none },
	{ .name = "kt-park-twice", .what = "kthread: park, unpark, park, stop", .init = kt_park_twice, .check = check_none },
	{ .name = "kt-orders", .what = "kthread: park and unpark in every order, stop", .init = kt_orders, .check = check_none },
	{ .name = "kt-once",
	  .what = "kthread: parks once and ends while it is asked again",
	  .init = kt_once,
	  .check = check_none },
	{ .name = "kt-unpark-stop",
	  .what = "kthread: unpark and stop from two sides",
	  .init = kt_unpark_stop,
	  .check = check_any },
	{ .name = "kt-unpark-race",
	  .what = "kthread: park and unpark from two sides",
	  .init = kt_unpark_race,
	  .check = check_any },
};

} // namespace kernel
