/* tests/ports/mips/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* break, jr ra, jr t9 */
struct machine : fixed_instructions<uint32_t, 0x0000000d, 0x03e00008, 0x03200008, 0x0000000d> {
	/// A branch or jump and its delay slot are one: a trap in the slot is one of the branch.
	static int length(const unit *code)
	{
		const uint32_t opcode = *code >> 26, function = *code & 0x3f;
		if (opcode == 0)
			return function == 8 || function == 9 ? 2 : 1; /* jr, jalr */
		return opcode <= 7 ? 2 : 1;                            /* bal and its like, j, jal, beq, bne, blez, bgtz */
	}
	static int instructions(const unit *code) { return length(code); }
};

} // namespace kspawn_test
