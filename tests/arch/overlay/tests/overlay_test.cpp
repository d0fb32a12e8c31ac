/* tests/arch/overlay/tests/overlay_test.cpp: a port's own kernel_thread and kernel_execve in the generic ones' place */
#include "machine_test.hpp"

using namespace kspawn::test;

extern unsigned kspawn_test_own_kernel_threads, kspawn_test_own_execs;

TEST_CASE("R10: a port's own kernel_thread and kernel_execve replace the generic ones, and the machine works")
{
	in_kernel([] {
		const unsigned threads = kspawn_test_own_kernel_threads, execs = kspawn_test_own_execs;
		CHECK(threads >= 1); /* init */
		CHECK(wait_for(spawn({ "/echo", "-x", "5" })) == exited(5));
		CHECK(kspawn_test_own_kernel_threads == threads + 1);
		CHECK(kspawn_test_own_execs == execs + 1);
		return 0;
	});
}

TEST_CASE("R10: the generic rest of an overlaid core forks, execs and waits")
{
	const outcome o = run_program({ "/tree" });
	INFO(o.console);
	CHECK(o.status == exited(0));
	CHECK(kspawn_test_own_execs >= 1);
}
