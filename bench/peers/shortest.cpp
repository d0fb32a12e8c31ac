/* bench/peers/shortest.cpp: the shortest switch that is published, as a floor, on ports that have it */
#include "contenders.hpp"
#include "stack.hpp"

#if __has_include("bench_shortest.hpp")
#include "bench_shortest.hpp"

namespace bench {
namespace {

shortest_thread here, there;

[[noreturn]] void answers()
{
	for (;;)
		shortest_switch(&there, &here);
}

void run(uint64_t n)
{
	static stack its;
	if (!there.sp) {
		/* The pop of the first switch takes the entry; a function starts 8 below a multiple of 16. */
		auto *top = reinterpret_cast<void **>(its.bytes + stack_size - 2 * sizeof(void *));
		*top = reinterpret_cast<void *>(answers);
		there.sp = top;
	}
	for (; n > 1; n -= 2)
		shortest_switch(&here, &there);
}

} // namespace

std::vector<contender> shortest_switches() { return { { "the floor: six instructions, all else lost", run } }; }

} // namespace bench

#else

std::vector<bench::contender> bench::shortest_switches() { return {}; }

#endif
