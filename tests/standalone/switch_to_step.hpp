/* tests/standalone/switch_to_step.hpp: a look at every instruction of a function */
#pragma once
#include <csignal>
#include <cstdint>
#include <functional>
#include <set>
#include <ucontext.h>

#include "switch_to_host.hpp"

/// The handler of a breakpoint, in C++.
extern "C" void kspawn_test_trapped(int sig, siginfo_t *info, void *context);

namespace kspawn_test {

/// Runs `run` and calls at(pc) before each instruction of the function at
/// `start`, in a signal handler of whatever stack is there. `run` may be called
/// many times; before it switches, it takes its flags from stepping_flags().
/// The instructions that were seen, to the last one of the function.
std::set<uintptr_t> step(const void *start, const std::function<void()> &run,
			 const std::function<void(uintptr_t pc)> &at);
uint64_t stepping_flags();

/// Where the function's last instruction lies: the return, or the trap of one that never does.
uintptr_t last_instruction(const void *start);

/// The registers at the breakpoint that is looked at; NULL outside of step() and where no breakpoints are used.
extern const ucontext_t *interrupted;

} // namespace kspawn_test
