/* tests/bench/processors_test.cpp: what the benchmark says of workers on several processors */
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>

#include <sched.h>

#include "measure.hpp"
#include "processors.hpp"

using namespace bench;

namespace {

using namespace std::chrono_literals;

std::atomic<unsigned> slept{ 0 };
void sleeps_twice(uint64_t n)
{
	std::this_thread::sleep_for(n * 2ms);
	slept++;
}

/// Returns the shortest sample. The workers need no processor: other work of this computer makes samples longer.
double race_of(unsigned workers, const meeting &how)
{
	race r(workers, how);
	std::vector<std::thread> all;
	for (unsigned worker = 0; worker < workers; worker++)
		all.emplace_back([&r, worker] { r.take_part(worker, sleeps_twice); });
	for (std::thread &t : all)
		t.join();
	const std::vector<double> samples = r.samples();
	return *std::min_element(samples.begin(), samples.end());
}

/// sched_yield() would count as being disturbed.
void look(const uint32_t *word, uint32_t seen)
{
	while (__atomic_load_n(word, __ATOMIC_ACQUIRE) == seen)
		std::this_thread::sleep_for(50us);
}

/// Returns after the other worker's lap; the last time, when there is none, after a second.
void look_and_dawdle(const uint32_t *word, uint32_t seen)
{
	look(word, seen);
	const unsigned before = slept;
	for (int ms = 0; ms < 1000 && slept == before; ms++)
		std::this_thread::sleep_for(1ms);
}

const auto no_call = [](const uint32_t *) {};
const meeting in_time = { look, no_call }, too_late = { look_and_dawdle, no_call };

} // namespace

TEST_CASE("a race counts the operations of all workers")
{
	const double ratio = race_of(4, in_time) / race_of(1, in_time); /* 1 if only one worker's were counted */
	CHECK(ratio > .2);
	CHECK(ratio < .6);
}

TEST_CASE("a race whose workers never begin together ends without a sample") { CHECK_THROWS(race_of(2, too_late)); }

TEST_CASE("a thread stays on the processor that it is bound to, for each processor")
{
	std::thread([] {
		stay_on(processors() - 1);
		const int here = sched_getcpu();
		stay_on(0);
		CHECK((sched_getcpu() != here) == (processors() > 1));
		CHECK_THROWS(stay_on(processors()));
	}).join();
}
