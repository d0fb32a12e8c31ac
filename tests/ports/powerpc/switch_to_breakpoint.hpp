/* tests/ports/powerpc/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include <kspawn/rt_sigframe.hpp>

#include "switch_to_step.hpp"

/// kspawn_test_trapped, for an unwinder.
extern "C" void kspawn_test_trap(int sig, siginfo_t *info, void *context);

namespace kspawn_test {

using unit = uint32_t;
constexpr unit breakpoint = 0x7fe00008, blr = 0x4e800020, bctr = 0x4e800420; /* tw 31, 0, 0 */
constexpr uintptr_t mode_bit = 0;
constexpr auto trap_handler = kspawn_test_trap;

inline int length(const unit *) { return 1; }

inline int instructions(const unit *) { return 1; }

inline bool is_return(const unit *code) { return *code == blr; }

inline bool is_jump(const unit *code) { return *code == bctr; }

inline bool is_trap(const unit *code) { return *code == breakpoint; }

inline const kspawn::sigcontext &registers_of(const ucontext_t &context)
{
	return reinterpret_cast<const kspawn::ucontext *>(&context)->mcontext;
}

inline uintptr_t pc_of(const ucontext_t &context) { return registers_of(context).pc; }

inline uintptr_t sp_of(const ucontext_t &context) { return registers_of(context).r[1]; }

} // namespace kspawn_test
