/* bench/processors.cpp: the same on several processors at once, each with its own */
#include "processors.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <thread>

#include <sched.h>
#include <sys/resource.h>

namespace bench {
namespace {

constexpr unsigned wanted_samples = 60;
constexpr double least_ns = 200e3, longest_ns = 4e9;

/// Before main pins the program.
const cpu_set_t allowed = [] {
	cpu_set_t all;
	CPU_ZERO(&all);
	if (sched_getaffinity(0, sizeof(all), &all) || CPU_COUNT(&all) == 0)
		CPU_SET(size_t(std::max(sched_getcpu(), 0)), &all);
	return all;
}();

double now() { return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void look(const uint32_t *word, uint32_t seen)
{
	while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == seen)
		;
}

} // namespace

long involuntary_switches()
{
	rusage usage;
	getrusage(RUSAGE_THREAD, &usage);
	return usage.ru_nivcsw;
}

const meeting by_looking = { look, [](const uint32_t *) {} };

unsigned processors() { return unsigned(CPU_COUNT(&allowed)); }

void stay_on(unsigned number)
{
	for (size_t cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &allowed) || number-- > 0)
			continue;
		cpu_set_t one;
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		if (sched_setaffinity(0, sizeof(one), &one))
			break;
		return;
	}
	throw std::runtime_error("a processor cannot be used: the machine has " + std::to_string(processors()));
}

race::race(unsigned workers, const meeting &how) : how(how), laps(workers), deadline(now() + longest_ns) {}

/// Judges the last lap. The last worker to arrive calls this while the others wait.
void race::judge()
{
	const auto starts = [](const lap &a, const lap &b) { return a.start < b.start; };
	const auto [first, last] = std::minmax_element(laps.begin(), laps.end(), starts);
	double longest = 0;
	bool clean = n > 0;
	for (const lap &l : laps) {
		longest = std::max(longest, l.end - l.start);
		clean = clean && !l.disturbed;
	}
	over = now() > deadline;
	if (n == 0)
		n = 2;
	else if (clean && longest < least_ns)
		n *= 2;
	else if (clean && last->start - first->start < longest / 8)
		ns.push_back(longest / double(n * laps.size()));
	over = over || ns.size() == wanted_samples;
}

void race::meet()
{
	const uint32_t seen = __atomic_load_n(&turn, __ATOMIC_ACQUIRE);
	if (++arrived < laps.size()) {
		while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) == seen)
			how.wait(&turn, seen);
		return;
	}
	judge();
	arrived = 0;
	__atomic_store_n(&turn, seen + 1, __ATOMIC_RELEASE);
	how.wake(&turn);
}

void race::take_part(unsigned worker, const std::function<void(uint64_t n)> &run)
{
	for (lap &mine = laps[worker];;) {
		const long before = involuntary_switches();
		meet();
		if (over)
			return;
		mine.start = now();
		run(n);
		mine.end = now();
		mine.disturbed = involuntary_switches() != before;
	}
}

std::vector<double> race::samples() const
{
	if (ns.empty())
		throw std::runtime_error("every sample was disturbed: try again on a quieter machine");
	return ns;
}

std::vector<double> race_of_threads(unsigned workers, const std::function<void(uint64_t n)> &run)
{
	if (workers > processors())
		throw std::runtime_error("the machine has " + std::to_string(processors()) + " processors");
	race r(workers, by_looking);
	const auto live = [&](unsigned worker) {
		stay_on(worker);
		r.take_part(worker, run);
	};
	std::vector<std::thread> others;
	for (unsigned worker = 1; worker < workers; worker++)
		others.emplace_back(live, worker);
	live(0);
	for (std::thread &t : others)
		t.join();
	return r.samples();
}

} // namespace bench
