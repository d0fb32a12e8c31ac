/* tests/standalone/switch_to_test.cpp: the trampoline never runs off its end; the rest of the switch is in tests/tier1
 *
 * Tested here: thread_where.cpp */
#include <catch2/catch.hpp>

#include <csignal>

#include "switch_to_host.hpp"

using namespace kspawn_test;

namespace {

task *home;

} // namespace

TEST_CASE("a return_to_user that returns is stopped at the next instruction")
{
	static volatile sig_atomic_t trapped;
	trapped = 0;
	task first;
	home = &first;
	start_over(first);
	/* The checker notes the registers of the process, which the functions of the trampoline restore. */
	task other([&first] {
		running().switch_to(first, kspawn_switch_to, counting);
		return 0;
	});
	first.switch_to(other, kspawn_switch_to, counting);
	start_over(first);
	struct sigaction action = {}, old[2];
	action.sa_handler = [](int) {
		trapped = trapped + 1;
		kspawn_test_running = home;
		running().left_by = kspawn_switch_to;
		kspawn_thread nowhere;
		kspawn_switch_to(&nowhere, &home->thread);
	};
	action.sa_flags = SA_NODEFER;
	sigaction(SIGILL, &action, &old[0]);
	sigaction(SIGTRAP, &action, &old[1]);
	task fresh([] { return 0; });
	kspawn_test_running = &fresh;
	kspawn_switch_to(&first.thread, &fresh.thread);
	sigaction(SIGILL, &old[0], nullptr);
	sigaction(SIGTRAP, &old[1], nullptr);
	CHECK(trapped == 1);
	CHECK(fresh.stack.zones_intact());
	CHECK_NO_COMPLAINTS();
}
