/* bench/count/creations.cpp: a thread of layer 0 is made on a cached stack, runs, and ends by switching away */
#include <kspawn/fork_frame.h>
#include <kspawn/switch_inline.h>

#include "marks.hpp"
#include "threads.hpp"

namespace {

kspawn_thread here, there;
bench::stack its;

int leaves(void *) { kspawn_switch_away(&there, &here); }

COUNT_APART void creation()
{
	COUNT_BEGIN(creation);
	const kspawn_thread_args args = bench::kernel_thread_on(its, leaves, nullptr);
	kspawn_copy_thread_inline(&there, &args);
	kspawn_switch_inline(&here, &there);
	COUNT_END(creation);
}

} // namespace

extern "C" void _start()
{
	COUNT_FROM();
	for (int n = 0; n < 3; n++)
		creation();
	COUNT_UNTIL();
}
