/* bench/measure.cpp: samples of operations, and what many of them say */
#include "measure.hpp"

#include <algorithm>
#include <cfenv>
#include <chrono>
#include <numeric>
#include <optional>
#include <random>
#include <stdexcept>

#include <sched.h>

#include "processors.hpp"
#include "sibling.hpp"

namespace bench {
namespace {

using timed = std::function<void(uint64_t)>;

/// A switch between contexts of which one has MXCSR's flag of an inexact result and the other has not takes an Intel processor
/// 65 ns. Only this program would see that: it calculates between the samples, and its contexts do not.
double sample(const timed &run, uint64_t n)
{
	std::feclearexcept(FE_ALL_EXCEPT);
	const auto start = std::chrono::steady_clock::now();
	run(n);
	return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

/// As many operations as make that the shortest of a few samples lasts: the first has to warm up, any may be disturbed.
uint64_t calibrate(const timed &run, double ns)
{
	for (uint64_t n = 2;; n *= 2) {
		double least = sample(run, n);
		for (int i = 0; i < 4 && least >= ns; i++)
			least = std::min(least, sample(run, n));
		if (least >= ns)
			return n;
	}
}

/// Until the processor's clock is back: to clear much memory lowers it, by an eighth, for some milliseconds.
void warm_up(const timed &run, uint64_t n)
{
	for (double ns = 0; ns < 20e6;)
		ns += sample(run, n);
}

/// Returns the ns of one operation, measured while no other task had the processor; or none, after a few tries.
std::optional<double> clean_sample(const timed &run, uint64_t n)
{
	for (int tries = 0; tries < 5; tries++) {
		const long before = involuntary_switches();
		const double ns = sample(run, n);
		if (involuntary_switches() == before)
			return ns / double(n);
	}
	return {};
}

std::optional<double> sample(const contender &c, uint64_t n)
{
	if (c.sleeps)
		return sample(c.run, n) / double(n);
	return clean_sample(c.run, n);
}

double at(const std::vector<double> &sorted, double share) { return sorted[size_t(share * double(sorted.size() - 1) + .5)]; }

} // namespace

distribution distribution_of(std::vector<double> values)
{
	if (values.empty())
		throw std::runtime_error("every round was disturbed: try again on a quieter machine");
	std::sort(values.begin(), values.end());
	return { at(values, .5), at(values, .1), at(values, .9), values.front() };
}

distribution ratio_of(std::vector<double> values, const std::vector<double> &peers)
{
	for (size_t i = 0; i < values.size(); i++)
		values[i] /= peers.at(i);
	return distribution_of(std::move(values));
}

int pin()
{
	const int cpu = sched_getcpu();
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET(size_t(cpu), &one);
	return sched_setaffinity(0, sizeof(one), &one) ? -1 : cpu;
}

sampled without_neighbour(const std::vector<double> &all, const std::vector<double> &per_cycle, core &on)
{
	const std::vector<double> quiet = selected(all, on.alone(per_cycle));
	if (quiet.size() * 10 >= all.size())
		return quiet;
	return { all, false };
}

sampled sample_series(unsigned count, double least_ns, const std::function<void(uint64_t n)> &run)
{
	const uint64_t n = calibrate(run, least_ns);
	warm_up(run, n);
	std::vector<double> all, per_cycle;
	for (unsigned i = 0; i < count; i++) {
		const core_watch watch;
		if (const std::optional<double> ns = clean_sample(run, n)) {
			all.push_back(*ns);
			per_cycle.push_back(watch.per_cycle());
		}
	}
	if (all.empty())
		throw std::runtime_error("every sample was disturbed: try again on a quieter machine");
	return without_neighbour(all, per_cycle);
}

std::vector<double> sample_sleepers(unsigned count, double least_ns, const std::function<void(uint64_t n)> &run)
{
	const uint64_t n = calibrate(run, least_ns);
	std::vector<double> all;
	while (count--)
		all.push_back(sample(run, n) / double(n));
	return all;
}

bool result::judged() const
{
	constexpr auto least = 20;
	return std::count(alone.begin(), alone.end(), true) >= least;
}

std::vector<double> result::of(const std::string &name) const
{
	const auto found = std::find(names.begin(), names.end(), name);
	if (found == names.end())
		throw std::logic_error("no contender is called " + name);
	const std::vector<double> &all = ns[size_t(found - names.begin())];
	return judged() ? selected(all, alone) : all;
}

distribution result::time_of(const std::string &name) const { return distribution_of(of(name)); }

distribution result::ratio(const std::string &name, const std::string &peer) const { return ratio_of(of(name), of(peer)); }

result measure(const contest &what, const plan &how, const progress &report)
{
	std::vector<uint64_t> counts;
	result r;
	for (const contender &c : what.contenders) {
		counts.push_back(calibrate(c.run, how.sample_ns));
		r.names.push_back(c.name);
	}
	r.ns.resize(counts.size());
	std::vector<size_t> order(counts.size());
	std::iota(order.begin(), order.end(), size_t(0));
	std::mt19937_64 random(how.seed);
	std::vector<double> round(counts.size()), per_cycle;
	for (unsigned n = 0; n < how.rounds; n++) {
		std::shuffle(order.begin(), order.end(), random);
		bool clean = true;
		const core_watch watch;
		for (const size_t i : order) {
			const std::optional<double> ns = sample(what.contenders[i], counts[i]);
			clean = clean && ns;
			round[i] = ns.value_or(0);
		}
		for (size_t i = 0; clean && i < round.size(); i++)
			r.ns[i].push_back(round[i]);
		if (clean)
			per_cycle.push_back(watch.per_cycle());
		r.dropped += !clean;
		report(n + 1, how.rounds);
	}
	r.alone = this_core().alone(per_cycle);
	return r;
}

} // namespace bench
