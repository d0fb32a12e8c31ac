/* bench/count/switches.cpp: one thread and another that switches back, in each form of the switch */
#include "marks.hpp"
#include "threads.hpp"

namespace {

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);

template <form *switch_to> struct pair {
	static inline kspawn_thread here, there;
	static inline bench::stack its;

	static int answers(void *)
	{
		for (;;)
			switch_to(&there, &here);
	}

	/// The first switch to it is no switch between two that have run.
	static void start()
	{
		const kspawn_thread_args args = bench::kernel_thread_on(its, answers, nullptr);
		if (kspawn_copy_thread(&there, &args))
			__builtin_trap();
		run(1);
	}

	COUNT_APART static void run(int n)
	{
		while (n--)
			switch_to(&here, &there);
	}
};

} // namespace

extern "C" void _start()
{
	pair<kspawn_switch_to>::start();
	pair<kspawn_switch_to_fp>::start();
	COUNT_FROM();
	pair<kspawn_switch_to>::run(3);
	pair<kspawn_switch_to_fp>::run(3);
	COUNT_UNTIL();
}
