/* bench/layer0/switches.cpp: two threads that switch to one another, as fast as they can */
#include "contenders.hpp"
#include "threads.hpp"

namespace bench {
namespace {

/* Each operation is one switch: there and back are two. */

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);

template <form *switch_to> struct pair {
	static inline kspawn_thread here, there;
	static inline stack its;

	static int answers(void *)
	{
		for (;;)
			switch_to(&there, &here);
	}

	static void run(uint64_t n)
	{
		if (!there.sp) {
			const kspawn_thread_args args = kernel_thread_on(its, answers, nullptr);
			kspawn_copy_thread(&there, &args);
		}
		for (; n > 1; n -= 2)
			switch_to(&here, &there);
	}
};

} // namespace

std::vector<contender> layer0_switches()
{
	return {
		{ "kspawn", pair<kspawn_switch_to>::run },
		{ "kspawn with floating point", pair<kspawn_switch_to_fp>::run },
	};
}

} // namespace bench
