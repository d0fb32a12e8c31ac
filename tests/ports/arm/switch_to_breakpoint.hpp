/* tests/ports/arm/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* bkpt, bx lr, bx r12, udf */
#ifdef __thumb__
struct machine : fixed_instructions<uint16_t, 0xbe00, 0x4770, 0x4760, 0xde00> {
	static constexpr uintptr_t mode_bit = test_thumb_bit;

	/// The five high bits decide. (ARMv7-A ARM, A6.1)
	static int length(const unit *code) { return *code >> 11 >= 0x1d ? 2 : 1; }
};
#else
struct machine : fixed_instructions<uint32_t, 0xe1200070, 0xe12fff1e, 0xe12fff1c, 0xe7f000f0> {};
#endif

} // namespace kspawn_test
