/* src/generic/bounds.hpp: is an untrusted range inside a limit? */
#ifndef KSPAWN_BOUNDS_HPP
#define KSPAWN_BOUNDS_HPP

#include <stdint.h>

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

/// start + size <= limit, where the sum may be too large for any integer.
constexpr bool fits(uint64_t start, uint64_t size, uint64_t limit) { return start <= limit && size <= limit - start; }

} // namespace
#endif
