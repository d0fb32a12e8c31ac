/* bench/sibling.cpp: had this program its core alone, or did another run on the core's second hardware thread? */
#include "sibling.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "measure.hpp"

namespace bench {
namespace {

constexpr int tries = 3;      /* the shortest counts: any may be interrupted */
constexpr int repeats = 64;   /* of 128 instructions: about 2 us of the chain */
constexpr double near = .9;   /* of the best: a neighbour leaves less */
constexpr double least = 3.5; /* instructions a cycle of a core that has been alone */

/* Of one instruction each, in registers. */
#define ADD(to, what) \
	to += what;   \
	__asm__ volatile("" : "+r"(to));
#define EIGHT(what) what what what what what what what what

void chain(uint64_t step)
{
	uint64_t x = step;
	for (int i = 0; i < repeats; i++) {
		EIGHT(EIGHT(ADD(x, step) ADD(x, step)))
	}
}

void independent(uint64_t step)
{
	uint64_t a = step, b = step, c = step, d = step, e = step, f = step, g = step, h = step;
	for (int i = 0; i < repeats; i++) {
		EIGHT(ADD(a, step) ADD(b, step) ADD(c, step) ADD(d, step) ADD(e, step) ADD(f, step) ADD(g, step) ADD(h, step))
		EIGHT(ADD(a, step) ADD(b, step) ADD(c, step) ADD(d, step) ADD(e, step) ADD(f, step) ADD(g, step) ADD(h, step))
	}
}

double shortest(void (*run)(uint64_t step))
{
	using clock = std::chrono::steady_clock;
	double best = 0;
	for (int i = 0; i < tries; i++) {
		const auto start = clock::now();
		run(uint64_t(i));
		const double ns = std::chrono::duration<double, std::nano>(clock::now() - start).count();
		best = i ? std::min(best, ns) : ns;
	}
	return best;
}

} // namespace

double instructions_per_cycle() { return shortest(chain) / shortest(independent); }

double core_watch::per_cycle() const { return std::min(before, instructions_per_cycle()); }

std::vector<bool> alone(const std::vector<double> &per_cycle, double widest)
{
	std::vector<bool> all;
	for (const double value : per_cycle)
		all.push_back(widest >= least && value >= near * widest);
	return all;
}

std::vector<bool> core::alone(const std::vector<double> &per_cycle)
{
	if (per_cycle.size() >= 10)
		widest = std::max(widest, distribution_of(per_cycle).p90);
	return bench::alone(per_cycle, widest);
}

core &this_core()
{
	static core one;
	return one;
}

std::vector<double> selected(const std::vector<double> &values, const std::vector<bool> &rounds)
{
	std::vector<double> some;
	for (size_t i = 0; i < values.size(); i++)
		if (rounds.at(i))
			some.push_back(values[i]);
	return some;
}

} // namespace bench
