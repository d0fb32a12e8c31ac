/* bench/layer0/switches.cpp: two threads that switch to one another, as fast as they can */
#include <cstdint>

/* One processor, one copy. */
[[maybe_unused]] static uint64_t copy_of_control;
#define KSPAWN_CONTROL copy_of_control
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "threads.hpp"

namespace bench {
namespace {

/* Each operation is one switch: there and back are two. A form is a class, so that what is inline stays so. */

struct out_of_line {
	static kspawn_thread *to(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_to(prev, next); }
};
struct out_of_line_fp {
	static kspawn_thread *to(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_to_fp(prev, next); }
};
struct inlined {
	static kspawn_thread *to(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_inline(prev, next); }
};
struct inlined_fp {
	static kspawn_thread *to(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_inline_fp(prev, next); }
};

#ifdef KSPAWN_INLINE_SWITCH_COPIED
struct inlined_control {
	static kspawn_thread *to(kspawn_thread *prev, kspawn_thread *next) { return kspawn_switch_inline_control(prev, next); }
};
#else
using inlined_control = inlined_fp;
#endif

template <class form>
struct pair {
	static inline kspawn_thread here, there;
	static inline stack its;

	static int answers(void *)
	{
		for (;;)
			form::to(&there, &here);
	}

	static void run(uint64_t n)
	{
		if (!there.sp) {
			const kspawn_thread_args args = kernel_thread_on(its, answers, nullptr);
			kspawn_copy_thread(&there, &args);
		}
		for (; n > 1; n -= 2)
			form::to(&here, &there);
	}
};

} // namespace

std::vector<contender> layer0_switches()
{
	return {
		{ "kspawn inline", pair<inlined>::run },
		{ "kspawn inline, floating point", pair<inlined_fp>::run },
		{ "kspawn inline, copied control words", pair<inlined_control>::run },
		{ "kspawn switch_to", pair<out_of_line>::run },
		{ "kspawn switch_to_fp", pair<out_of_line_fp>::run },
	};
}

} // namespace bench
