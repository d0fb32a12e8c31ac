/* bench/count/births.cpp: a thread of layer 0 is made on a cached stack, runs, and ends by switching away */
#include <kspawn/switch_inline.h>

#include "marks.hpp"
#include "threads.hpp"

namespace {

kspawn_thread here, there;
bench::stack its;

int leaves(void *)
{
	kspawn_switch_inline(&there, &here);
	__builtin_trap();
}

COUNT_APART void birth(const kspawn_thread_args &args)
{
	COUNT_BEGIN(birth);
	kspawn_copy_thread(&there, &args);
	kspawn_switch_inline(&here, &there);
	COUNT_END(birth);
}

} // namespace

extern "C" void _start()
{
	const kspawn_thread_args args = bench::kernel_thread_on(its, leaves, nullptr);
	COUNT_FROM();
	for (int n = 0; n < 3; n++)
		birth(args);
	COUNT_UNTIL();
}
