/* tests/arch/state_parts.hpp: the parts of the user state, in bytes, that hold any value */
#pragma once
#include <cstddef>

#include "switch_to_port.h"

namespace kspawn::test {

constexpr struct {
	std::size_t from, to;
} state_parts[] = { TEST_STATE_PARTS };

} // namespace kspawn::test
