/* tests/ports/riscv64/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* Of two bytes: ebreak, ret, jr t1, unimp. Of four: ret, jr t1. */
struct machine : fixed_instructions<uint16_t, 0x9002, 0x8082, 0x8302, 0> {
	/// The two low bits decide. (Unprivileged ISA, 1.5)
	static int length(const unit *code) { return (*code & 3) == 3 ? 2 : 1; }
	static uint32_t word_of(const unit *code) { return code[0] | uint32_t(code[1]) << 16; }
	static bool is_return(const unit *code) { return fixed_instructions::is_return(code) || word_of(code) == 0x00008067; }
	static bool is_jump(const unit *code) { return fixed_instructions::is_jump(code) || word_of(code) == 0x00030067; }
};

} // namespace kspawn_test
