/* tests/ports/aarch64/switch_to_breakpoint.hpp: its breakpoint, and the address of the next instruction */
#pragma once
#include "switch_to_step.hpp"

namespace kspawn_test {

/* brk #0, ret, br x16 */
struct machine : fixed_instructions<uint32_t, 0xd4200000, 0xd65f03c0, 0xd61f0200, 0xd4200000> {};

} // namespace kspawn_test
