/* tests/ports/powerpc/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

/// kspawn_test_trapped, for an unwinder.
extern "C" void kspawn_test_trap(int sig, siginfo_t *info, void *context);

namespace kspawn_test {

/* tw 31, 0, 0; blr; bctr */
struct machine : fixed_instructions<uint32_t, 0x7fe00008, 0x4e800020, 0x4e800420, 0x7fe00008> {
	static constexpr auto handler = kspawn_test_trap;
};

} // namespace kspawn_test
