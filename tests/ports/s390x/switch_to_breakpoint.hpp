/* tests/ports/s390x/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

using unit = uint16_t;
constexpr unit breakpoint = 1, br_r14 = 0x07fe, br_r1 = 0x07f1, j = 0xa7f4;
constexpr uintptr_t mode_bit = 0;

/// The PSW is past the breakpoint, as an unwinder expects it after SIGILL and SIGTRAP.
inline uintptr_t pc_of(const ucontext_t &context) { return context.uc_mcontext.psw.addr - sizeof(breakpoint); }

inline uintptr_t sp_of(const ucontext_t &context) { return context.uc_mcontext.gregs[15]; }

inline void step_back(int sig, siginfo_t *info, void *context)
{
	kspawn_test_trapped(sig, info, context);
	static_cast<ucontext_t *>(context)->uc_mcontext.psw.addr -= sizeof(breakpoint);
}
constexpr auto trap_handler = step_back;

/// The two high bits decide. (z/Architecture Principles of Operation, "Instruction Formats")
inline int length(const unit *code) { return *code >> 14 == 0 ? 1 : *code >> 14 == 3 ? 3 : 2; }

inline int instructions(const unit *) { return 1; }

inline bool is_return(const unit *code) { return *code == br_r14; }

inline bool is_jump(const unit *code) { return *code == br_r1; }

/// STOP of dialect.h: its second half is a breakpoint.
inline bool is_trap(const unit *code) { return code[0] == j && code[1] == breakpoint; }

} // namespace kspawn_test
