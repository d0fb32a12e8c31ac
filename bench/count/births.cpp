/* bench/count/births.cpp: a thread of layer 0 is made on a cached stack, runs, and ends by switching away */
#include <kspawn/birth.h>
#include <kspawn/switch_inline.h>

#include "marks.hpp"
#include "threads.hpp"

namespace {

kspawn_thread here, there;
bench::stack its;

int leaves(void *) { kspawn_switch_away(&there, &here); }

COUNT_APART void birth()
{
	COUNT_BEGIN(birth);
	const kspawn_thread_args args = bench::kernel_thread_on(its, leaves, nullptr);
	kspawn_copy_thread_inline(&there, &args);
	kspawn_switch_inline(&here, &there);
	COUNT_END(birth);
}

} // namespace

extern "C" void _start()
{
	COUNT_FROM();
	for (int n = 0; n < 3; n++)
		birth();
	COUNT_UNTIL();
}
