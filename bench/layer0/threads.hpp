/* bench/layer0/threads.hpp: threads of layer 0 alone, without a kernel */
#ifndef KSPAWN_BENCH_THREADS_HPP
#define KSPAWN_BENCH_THREADS_HPP

#include <kspawn/arch.h>

#include "stack.hpp"

namespace bench {

inline kspawn_thread_args kernel_thread_on(stack &s, kspawn_fn *fn, void *arg)
{
	kspawn_thread_args args = {};
	args.fn = fn;
	args.arg = arg;
	args.stack = s.bytes;
	args.stack_size = stack_size;
	return args;
}

} // namespace bench
#endif
