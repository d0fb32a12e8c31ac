/* tests/standalone/switch_to_step.hpp: a look at every instruction of a function */
#pragma once
#include <csignal>
#include <cstdint>
#include <functional>
#include <set>
#include <ucontext.h>

#include <kspawn/rt_sigframe.hpp>

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

/// What the port's `machine` in switch_to_breakpoint.hpp derives from: each instruction is a `unit`, and these are a breakpoint,
/// the return of a switch, its jump to the next thread, and what ends a thread. A machine has what differs.
template <class T, T brk, T ret, T jump, T stop>
struct fixed_instructions {
	using unit = T;
	static constexpr unit breakpoint = brk;
	static constexpr uintptr_t mode_bit = 0; /* of an address */

	/// Units to the next instruction.
	static int length(const unit *) { return 1; }
	/// How many instructions it is: with a delay slot, two.
	static int instructions(const unit *) { return 1; }
	static bool is_return(const unit *code) { return *code == ret; }
	static bool is_jump(const unit *code) { return *code == jump; }
	static bool is_stop(const unit *code) { return *code == stop; }

	static const kspawn::sigcontext &registers(const ucontext_t &context)
	{
		return reinterpret_cast<const kspawn::ucontext *>(&context)->mcontext;
	}
	static uintptr_t pc_of(const ucontext_t &context) { return uintptr_t(registers(context).KSPAWN_PT_REGS_IP); }
	static uintptr_t sp_of(const ucontext_t &context) { return uintptr_t(registers(context).KSPAWN_PT_REGS_SP); }
	/// The handler of a breakpoint, which calls kspawn_test_trapped.
	static constexpr auto handler = kspawn_test_trapped;
};

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
