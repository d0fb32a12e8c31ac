/* bench/count/births.cpp: a thread of layer 0 is made on a cached stack, runs, and ends by switching away */
#include "marks.hpp"
#include "threads.hpp"

namespace {

kspawn_thread here, there;
bench::stack its;

int leaves(void *)
{
	kspawn_switch_to(&there, &here);
	__builtin_trap();
}

COUNT_APART void births(const kspawn_thread_args &args, int n)
{
	while (n--) {
		COUNT_BEGIN(birth);
		kspawn_copy_thread(&there, &args);
		kspawn_switch_to(&here, &there);
		COUNT_END(birth);
	}
}

} // namespace

extern "C" void _start()
{
	const kspawn_thread_args args = bench::kernel_thread_on(its, leaves, nullptr);
	COUNT_FROM();
	births(args, 3);
	COUNT_UNTIL();
}
