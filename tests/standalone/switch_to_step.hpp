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

/// Where a function's code is, which a pointer to it may not be.
template <class F>
const void *code(F *function)
{
	return reinterpret_cast<const void *>(KSPAWN_CODE_ADDRESS(function));
}

/// Runs `run` and calls at(pc) before each instruction of the code at
/// `start`, in a signal handler of whatever stack is there. `run` may be called
/// many times; before it switches, it takes its flags from stepping_flags().
/// The instructions that were seen, to the last one of the function.
std::set<uintptr_t> step(const void *start, const std::function<void()> &run, const std::function<void(uintptr_t pc)> &at);
uint64_t stepping_flags();

/// Where the function returns.
uintptr_t return_instruction(const void *start);
/// The address of its last instruction: the return, the jump to another thread, or the trap of one that never returns.
uintptr_t last_instruction(const void *start);

/// Is there unwind information for this instruction? From GCC for each; from another compiler at least around the
/// jump to another thread, where the form itself says whose frame it is.
bool described(const void *start, uintptr_t pc);

/// How many they are: a branch and its delay slot are seen as one.
unsigned instructions_at(const std::set<uintptr_t> &pcs);

/// A switch by `how` and one back, and a look at every instruction, with the task whose
/// frame it is: the one that leaves up to the jump, the one that comes back from there on.
std::set<uintptr_t> step_switch(form *how, const std::function<void(uintptr_t pc, const task &of, bool fresh)> &at);

/// Random values, except in the host's own TLS, which a signal handler needs.
uint64_t with_host_tls();

/// The registers at the breakpoint that is looked at; NULL outside of step() and where no breakpoints are used.
extern const ucontext_t *interrupted;

} // namespace kspawn_test
