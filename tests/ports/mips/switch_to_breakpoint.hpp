/* tests/ports/mips/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

using unit = uint32_t;
constexpr unit breakpoint = 0x0000000d, jr_ra = 0x03e00008, jr_t9 = 0x03200008;
constexpr uintptr_t mode_bit = 0;
constexpr auto trap_handler = kspawn_test_trapped;

/// A branch or jump and its delay slot are one: a trap in the slot is one of the branch.
inline int length(const unit *code)
{
	const uint32_t opcode = *code >> 26, function = *code & 0x3f;
	if (opcode == 0)
		return function == 8 || function == 9 ? 2 : 1; /* jr, jalr */
	return opcode <= 7 ? 2 : 1;                            /* bal and its like, j, jal, beq, bne, blez, bgtz */
}

/// A branch and its delay slot are stepped over as one.
inline int instructions(const unit *code) { return length(code); }

inline bool is_return(const unit *code) { return *code == jr_ra; }

inline bool is_jump(const unit *code) { return *code == jr_t9; }

inline bool is_trap(const unit *code) { return *code == breakpoint; }

inline uintptr_t pc_of(const ucontext_t &context) { return uintptr_t(context.uc_mcontext.pc); }

inline uintptr_t sp_of(const ucontext_t &context) { return uintptr_t(context.uc_mcontext.gregs[29]); }

} // namespace kspawn_test
