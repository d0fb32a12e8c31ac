/* bench/count/boost.hpp: Boost.Context without its headers, which want a standard library */
#ifndef KSPAWN_BENCH_COUNT_BOOST_HPP
#define KSPAWN_BENCH_COUNT_BOOST_HPP

#include "marks.hpp"
#include "stack.hpp"

// Boost.Context 1.81, "Context switching with fcontext_t".
struct transfer {
	void *from, *data;
};
extern "C" transfer jump_fcontext(void *to, void *data);
extern "C" void *make_fcontext(void *stack_top, size_t stack_size, void (*fn)(transfer));

// What a context calls that returns.
extern "C" void _exit(int) { __builtin_trap(); }

namespace {

void answers(transfer from)
{
	for (;;)
		from = jump_fcontext(from.from, nullptr);
}

} // namespace

#endif
