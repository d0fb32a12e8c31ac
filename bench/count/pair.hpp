/* bench/count/pair.hpp: one thread and another that switches back */
#ifndef KSPAWN_BENCH_COUNT_PAIR_HPP
#define KSPAWN_BENCH_COUNT_PAIR_HPP

#include "marks.hpp"
#include "threads.hpp"

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);

template <form *switch_to>
struct pair {
	static inline kspawn_thread here, there;
	static inline bench::stack its;

	static int answers(void *)
	{
		for (;;)
			switch_to(&there, &here);
	}

	/// The first switch to a thread is none between two that have run.
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

#endif
