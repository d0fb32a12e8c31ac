/* tests/standalone/switch_to_step.hpp: a look at every instruction of a function */
#pragma once
#include <cstdint>
#include <functional>
#include <set>

#include "switch_to_host.hpp"

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

} // namespace kspawn_test
