/* arm switch_to_interrupted.hpp: the registers at the breakpoint that is being looked at */
#pragma once
#include <ucontext.h>

namespace kspawn_test {

/// NULL outside of step().
extern const ucontext_t *interrupted;

} // namespace kspawn_test
