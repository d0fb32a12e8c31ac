/* bench/layer0/yields.cpp: schedule() of the smallest scheduler, a ring */
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "threads.hpp"
#include "workers.hpp"

namespace bench {
namespace {

int run_body(void *arg)
{
	reinterpret_cast<body>(arg)(UINT64_MAX);
	return 0;
}

/// Workers in a ring; `step` goes from one to the next.
template <class way>
struct ring {
	static constexpr size_t size = workers_count * sizeof(kspawn_thread);
	/* Begins where one bit of the addresses is zero that is set past its end. */
	alignas(2 * size) static inline kspawn_thread workers[workers_count];
	static inline kspawn_thread *current = workers;
	static inline stack stacks[workers_count];

	static bool start(const std::vector<body> &bodies)
	{
		for (unsigned i = 1; i < workers_count; i++) {
			kspawn_thread_args args = kernel_thread_on(stacks[i], run_body, reinterpret_cast<void *>(bodies[i - 1]));
			args.stack_size -= i * 320;
			kspawn_copy_thread(&workers[i], &args);
		}
		return true;
	}

	__attribute__((always_inline)) static void step()
	{
		kspawn_thread *const prev = current;
		current = reinterpret_cast<kspawn_thread *>(reinterpret_cast<uintptr_t>(prev + 1) & ~size);
		way::to(prev, current);
	}
};

/// As most kernels do it: one schedule(), into which the switch is inlined, or which calls it.
template <unsigned which>
struct scheduled : ring<scheduled<which>> {
	__attribute__((always_inline)) static void to(kspawn_thread *prev, kspawn_thread *next)
	{
		kspawn_switch_inline(prev, next);
	}
	__attribute__((noinline)) static void yield() { scheduled::step(); }
};

template <unsigned which>
struct called : ring<called<which>> {
	static void to(kspawn_thread *prev, kspawn_thread *next) { kspawn_switch_to(prev, next); }
	__attribute__((noinline)) static void yield() { called::step(); }
};

/// Each place that yields has a switch of its own, so that its jump has one target.
template <unsigned which>
struct in_each : ring<in_each<which>> {
	__attribute__((always_inline)) static void to(kspawn_thread *prev, kspawn_thread *next)
	{
		kspawn_switch_inline(prev, next);
	}
	__attribute__((always_inline)) static void yield() { in_each::step(); }
};

} // namespace

std::vector<contender> layer0_yields(unsigned scenario)
{
	return { yields<scheduled>("kspawn inline", scenario), yields<in_each>("kspawn inlined in each", scenario),
		 yields<called>("kspawn switch_to", scenario) };
}

contender layer0_yields_in_loops() { return yields<in_each>("kspawn inlined in each loop", 4); }

} // namespace bench
