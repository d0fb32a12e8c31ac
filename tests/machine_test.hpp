/* tests/machine_test.hpp: a machine of its own for each test */
#ifndef KSPAWN_TESTS_MACHINE_TEST_HPP
#define KSPAWN_TESTS_MACHINE_TEST_HPP

#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "machine.hpp"

namespace kspawn::test {

struct outcome : hosted::machine_result {
	std::string console;
};

/// Options with the tree's own programs.
hosted::machine_options with_programs();

/// Runs `body` as init, a kernel thread, to its end. Fails the test if anything
/// is left behind or the kernel panics. In `body` and its threads use CHECK,
/// never REQUIRE: an exception must not leave a kernel stack.
outcome in_kernel(std::function<int()> body, hosted::machine_options options = with_programs());
/// The same, where a panic is expected; the caller looks at `panic` and `leaked`.
outcome in_kernel_that_may_panic(std::function<int()> body, hosted::machine_options options = with_programs());

/// Runs a program of the tree as init: run_program({"/echo", "a"}).
outcome run_program(const std::vector<std::string> &argv, hosted::machine_options options = with_programs());

/// From a kernel thread: a child that executes a program of the tree; its pid.
int spawn(const std::vector<std::string> &argv);
/// From a kernel thread: waits for a child with wait4; its status, or -errno.
int wait_for(int pid);

inline int exited(int code) { return code << 8; }

} // namespace kspawn::test
#endif
