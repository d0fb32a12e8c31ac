/* tests/standalone/switch_to_host.hpp: threads on plain memory, with the three hooks of layer 0 */
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "checkswitch.hpp"

/* A port whose landing pads ask for certain branches looks for others in [from, to). */
#ifndef TEST_BRANCHES_LAND
#define TEST_BRANCHES_LAND(from, to) true
#endif

namespace kspawn_test {

using checkswitch::forms;
using checkswitch::left_alone;
using checkswitch::registers;

/// A thread of the test: the caller of main(), or a new thread.
struct task : checkswitch::task {
	task(); /* the one that runs already */
	explicit task(std::function<int()> what, std::size_t stack_size = 64 * 1024);
	/// One whose creation the test describes; `stack` and `stack_size` are filled in.
	explicit task(kspawn_thread_args args, std::size_t stack_size = 64 * 1024);
	task(const task &) = delete;
	task &operator=(const task &) = delete;

	/// Fills every register from `random`, leaves for `next`, and looks at
	/// everything when it is back. Called in the running task.
	void switch_to(task &next, form *how, const std::function<uint64_t()> &random);

	std::function<int()> body;
	std::vector<unsigned char> memory;
};

/// The running task, and the one that ran before.
task &running();
task &leaver();

/// What was found wrong; a test fails if there is anything, and starts with nothing.
std::vector<std::string> &complaints();
void complain(const std::string &what);
std::string report();
void start_over(task &first);

/// Numbers for registers: another one each time.
uint64_t counting();

/* What the functions of the trampoline do besides recording their calls; a test sets them. */
struct hooks {
	std::function<void(kspawn_thread *)> schedule_tail;
	std::function<int(void *)> fn; /* otherwise the task's body */
	std::function<void(int)> fn_returned;
	std::function<void(kspawn_pt_regs *)> return_to_user;
};
hooks &on();

} // namespace kspawn_test

#define CHECK_NO_COMPLAINTS()                             \
	do {                                              \
		INFO(kspawn_test::report());              \
		CHECK(kspawn_test::complaints().empty()); \
	} while (0)
