/* tests/generic/fork_idle_test.cpp: R8: idle tasks, which no copy_thread and no trampoline sees */
#include <cstring>

#include "processor.hpp"
#include "tasks.hpp"

using namespace kspawn::test;

TEST_CASE("R8: an idle task is its caller's storage, adopted as it runs")
{
	static kspawn_task idle;
	memset(&idle, 0xa5, sizeof(idle));
	CHECK(kspawn_fork_idle(&idle) == 0);
	CHECK(idle.thread.sp == nullptr);
	CHECK(idle.stack == nullptr);
	CHECK(idle.regs == nullptr);
	CHECK(idle.pid == 0);
	CHECK(idle.tgid == 0);
	CHECK(idle.state == KSPAWN_TASK_LIVE);
	CHECK(idle.on_cpu == 1);
	CHECK(idle.flags == (KSPAWN_TF_IDLE | KSPAWN_TF_KTHREAD));
	CHECK(idle.refs == 1);
	CHECK(idle.leader == &idle);
	CHECK(idle.thread_next == &idle);
	CHECK(idle.parent == nullptr);
	CHECK(idle.children == nullptr);
}

TEST_CASE("R8: an idle task's first switch away fills its sp")
{
	in_kernel([] {
		const kspawn_task &idle = kspawn::hosted::this_processor().idle.task;
		CHECK(idle.thread.sp != nullptr);
		CHECK(idle.on_cpu == 0);
		CHECK(kspawn_current()->on_cpu == 1);
		CHECK(kspawn_current()->parent == &idle);
		return 0;
	});
}
