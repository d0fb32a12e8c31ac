/* tests/explore/scenarios/zeroed.cpp: tasks that the kernel makes itself, zeroed and LIVE, and their threads */
#include "common.hpp"

namespace kernel {
namespace {

void starts_threads()
{
	for (int signal : { KSPAWN_SIGCHLD, 0 }) {
		const int pid = kspawn_kernel_thread(returns_1, nullptr, signal);
		expect(pid > 0, "kernel_thread", pid);
	}
	kspawn_task *t = nullptr;
	expect(kspawn_kthread_run(kt_loop, nullptr, &t) == 0, "run");
	expect(kspawn_kthread_park(t) == 0, "park");
	expect(kspawn_kthread_stop(t) == 42, "stop");
}

/// It never returns, and never calls kspawn_exit.
int parent(void *)
{
	starts_threads();
	wake(1);
	for (;;)
		kspawn_wait_word(wake_word_address(2), 0, KSPAWN_UNINTERRUPTIBLE);
}

int made;
void makes_parent()
{
	begin();
	made = make_zeroed(parent);
	sleep_on(1, false);
}
void check_made() { free_zeroed(made), expect_reaped(0); }

} // namespace

extern const scenarios zeroed_scenarios;
const scenarios zeroed_scenarios = {
	{ .name = "zeroed-parent", .what = "a zeroed task starts threads", .init = makes_parent, .check = check_made },
	{ .name = "zeroed-below4", .what = "the same below layer 4", .init = makes_parent, .check = check_made, .below4 = true },
};

} // namespace kernel
