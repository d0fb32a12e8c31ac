/* bench/workers.hpp: workers that only yield, from some call depth, in the same code or each in its own */
#ifndef KSPAWN_BENCH_WORKERS_HPP
#define KSPAWN_BENCH_WORKERS_HPP

#include <cstdint>
#include <vector>

#include "contest.hpp"

namespace bench {

using body = void (*)(uint64_t yields);
constexpr unsigned workers_count = 8;

/// Code of which there is one for each `which`; `way::yield()` at the end of the calls.
template <class way, unsigned which, unsigned depth>
__attribute__((noinline)) void descend()
{
	if constexpr (depth == 0)
		way::yield();
	else
		descend<way, which, depth - 1>();
	__asm__ volatile("" : : "i"(which) : "memory"); /* not a tail call, and no code like another's */
}

template <class way, unsigned which, unsigned depth>
__attribute__((noinline)) void work(uint64_t yields)
{
	for (; yields > 0; yields--)
		descend<way, which, depth>();
}

/// The operation of a contest: `n` yields of all workers together; the caller is the first one. `way::start` gets
/// the bodies of the others once; they never return.
template <class way, unsigned depth>
void yield_alike(uint64_t n)
{
	static const bool started = way::start(std::vector<body>(workers_count - 1, work<way, 0, depth>));
	(void)started;
	work<way, 0, depth>(n / workers_count);
}

template <class way>
void yield_apart(uint64_t n)
{
	static const bool started = way::start({ work<way, 1, 1>, work<way, 2, 2>, work<way, 3, 0>, work<way, 4, 1>,
						 work<way, 5, 2>, work<way, 6, 0>, work<way, 7, 1> });
	(void)started;
	work<way, 0, 0>(n / workers_count);
}

/// A loop of its own around way::yield(), without a call between: no return goes to what another worker's call left.
template <class way, unsigned which>
__attribute__((noinline)) void loop(uint64_t yields)
{
	for (; yields > 0; yields--) {
		way::yield();
		__asm__ volatile("" : : "i"(which) : "memory");
	}
}

template <class way>
void yield_in_loops(uint64_t n)
{
	static const bool started =
		way::start({ loop<way, 1>, loop<way, 2>, loop<way, 3>, loop<way, 4>, loop<way, 5>, loop<way, 6>, loop<way, 7> });
	(void)started;
	loop<way, 0>(n / workers_count);
}

/// The five cases of `way<which>`, each with a ring of its own.
template <template <unsigned> class way>
contender yields(const char *name, unsigned scenario)
{
	constexpr operation all[] = { yield_alike<way<0>, 0>, yield_alike<way<1>, 1>, yield_alike<way<2>, 2>, yield_apart<way<3>>,
				      yield_in_loops<way<4>> };
	return { name, all[scenario] };
}

} // namespace bench
#endif
