/* bench/measure.cpp: rounds of samples in shuffled order, and the ratios within each */
#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <random>
#include <stdexcept>

#include <sched.h>
#include <sys/resource.h>

namespace bench {
namespace {

double sample(operation run, uint64_t n)
{
	const auto start = std::chrono::steady_clock::now();
	run(n);
	return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
}

/// So many operations that the shortest of a few samples lasts: the first has to warm up, any may be disturbed.
uint64_t calibrate(operation run, double ns)
{
	for (uint64_t n = 2;; n *= 2) {
		double least = sample(run, n);
		for (int i = 0; i < 4 && least >= ns; i++)
			least = std::min(least, sample(run, n));
		if (least >= ns)
			return n;
	}
}

long involuntary_switches()
{
	rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_nivcsw;
}

double at(const std::vector<double> &sorted, double share)
{
	return sorted[size_t(share * double(sorted.size() - 1))];
}

} // namespace

distribution distribution_of(std::vector<double> values)
{
	if (values.empty())
		throw std::runtime_error("every round was disturbed: try again on a quieter machine");
	std::sort(values.begin(), values.end());
	return { at(values, .5), at(values, .1), at(values, .9), values.front() };
}

const std::vector<double> &result::samples(const std::string &name) const
{
	const auto found = std::find(names.begin(), names.end(), name);
	if (found == names.end())
		throw std::logic_error("no contender is called " + name);
	return ns[size_t(found - names.begin())];
}

distribution result::time_of(const std::string &name) const
{
	return distribution_of(samples(name));
}

distribution result::ratio(const std::string &name, const std::string &peer) const
{
	std::vector<double> ratios = samples(name);
	const std::vector<double> &theirs = samples(peer);
	for (size_t i = 0; i < ratios.size(); i++)
		ratios[i] /= theirs[i];
	return distribution_of(ratios);
}

int pin()
{
	const int cpu = sched_getcpu();
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET(size_t(cpu), &one);
	return sched_setaffinity(0, sizeof(one), &one) ? -1 : cpu;
}

result measure(const contest &what, const plan &how, const std::function<void(unsigned)> &progress)
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
	std::vector<double> round(counts.size());
	for (unsigned n = 0; n < how.rounds; n++) {
		std::shuffle(order.begin(), order.end(), random);
		const long before = involuntary_switches();
		for (const size_t i : order)
			round[i] = sample(what.contenders[i].run, counts[i]) / double(counts[i]);
		progress(n + 1);
		if (involuntary_switches() != before) {
			r.dropped++;
			continue;
		}
		for (size_t i = 0; i < round.size(); i++)
			r.ns[i].push_back(round[i]);
	}
	return r;
}

} // namespace bench
