/* bench/stack.hpp: the same stack for all contenders */
#ifndef KSPAWN_BENCH_STACK_HPP
#define KSPAWN_BENCH_STACK_HPP

#include <stddef.h>

namespace bench {

constexpr size_t stack_size = 16384;
struct alignas(64) stack {
	unsigned char bytes[stack_size];
};

} // namespace bench
#endif
