/* bench/count/controls.cpp: the inline form with a copy of the control words, which do not change */
#include <stdint.h>

static uint64_t copy_of_control;
#define KSPAWN_CONTROL copy_of_control
#include <kspawn/switch_inline.h>

#include "pair.hpp"

namespace {

COUNT_APART kspawn_thread *schedule(kspawn_thread *prev, kspawn_thread *next)
{
	COUNT_BEGIN(switch_inline_control);
	prev = kspawn_switch_inline_control(prev, next);
	COUNT_END(switch_inline_control);
	return prev;
}

int count(void *)
{
	copy_of_control = kspawn_control_read();
	pair<schedule>::start();
	COUNT_FROM();
	pair<schedule>::run(3);
	COUNT_UNTIL();
}

kspawn_thread process, counts;
kspawn_thread_args args;
bench::stack counts_stack;

} // namespace

/* A process starts with another alignment of its stack than a function, which vector registers show. So this uses no
 * stack, and a thread counts. */
extern "C" void _start()
{
	args.fn = count;
	args.stack = counts_stack.bytes;
	args.stack_size = bench::stack_size;
	if (kspawn_copy_thread(&counts, &args))
		__builtin_trap();
	kspawn_switch_to(&process, &counts);
}
