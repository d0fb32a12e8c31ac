/* tests/standalone/switch_to_unwinder.hpp: a backtrace by the unwind information of each instruction */
#pragma once
#include <cstdint>

#include "switch_to_host.hpp"

namespace kspawn_test {

/// What the unwinder says of one frame.
struct frame {
	const void *function;
	uint64_t sp;
	uint64_t registers[TEST_REGISTERS];
};

struct backtrace {
	frame frames[64];
	int count = 0;
	bool ends = false;   /* as it should: there is no caller, or nothing is known */
	uint64_t end_sp = 0; /* where the last frame's caller would be */
};

/// From here, or from the instruction that step() looks at, to the end. A port
/// whose runtime library unwinds by something else than DWARF has a file of its own.
backtrace unwind();

} // namespace kspawn_test
