/* tests/bench/measure_test.cpp: what the benchmark says of samples, and of processes that fail */
#include <catch2/catch.hpp>

#include <cfenv>
#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

#include <sys/resource.h>

#include "series.hpp"

using namespace bench;

namespace {

const auto silent = [](unsigned, unsigned) {};

/// Takes 10 ns an operation by the clock that measures it, so that the processor's speed and its neighbours do not matter.
void spin(uint64_t n)
{
	using clock = std::chrono::steady_clock;
	for (const auto start = clock::now(); clock::now() - start < n * std::chrono::nanoseconds(10);)
		continue;
}

void spin_tenfold(uint64_t n) { spin(10 * n); }

sampled thrice_the_size(uint64_t size) { return std::vector<double>{ 1e9, 3. * double(size), 0 }; }

sampled the_size(uint64_t size) { return std::vector<double>{ double(size) }; }

sampled the_size_beside_another(uint64_t size) { return { { double(size) }, false }; }

sampled crashes(uint64_t size)
{
	const rlimit none = { 0, 0 };
	setrlimit(RLIMIT_CORE, &none);
	std::signal(SIGSEGV, SIG_DFL); /* the framework would report a failed case from this process */
	if (size > 10)
		std::raise(SIGSEGV);
	return std::vector<double>{ 1 };
}

sampled throws(uint64_t) { throw std::runtime_error("no memory for all"); }

sampled returns_none(uint64_t) { return std::vector<double>(); }

sampled sleeps(uint64_t)
{
	std::this_thread::sleep_for(std::chrono::hours(1));
	return std::vector<double>{ 1 };
}

series of(const std::vector<line> &lines) { return { "test", "ns", "size", { 10, 100 }, lines, {} }; }

plan quick()
{
	plan p;
	p.rounds = 20;
	p.series_rounds = 3;
	p.child_seconds = 5; /* a busy computer starts a process late */
	return p;
}

} // namespace

TEST_CASE("a distribution is the median, two percentiles and the least")
{
	std::vector<double> values;
	for (int i = 100; i >= 0; i--)
		values.push_back(i);
	const distribution d = distribution_of(values);
	CHECK(d.median == 50);
	CHECK(d.p10 == 10);
	CHECK(d.p90 == 90);
	CHECK(d.least == 0);
	CHECK_THROWS(distribution_of({}));
}

TEST_CASE("ratios are taken round by round, not of the medians")
{
	/* The ratio of the medians is 1.5; in every round but one it is 3. */
	const distribution d = ratio_of({ 3, 6, 1 }, { 1, 2, 4 });
	CHECK(d.median == 3);
	CHECK(d.least == .25);
	CHECK_THROWS(ratio_of({ 1, 2 }, { 1 }));
}

TEST_CASE("a contest finds a contender that takes ten times as long")
{
	const contest what = { "test", "turn", { { "one", spin }, { "ten", spin_tenfold } }, {} };
	const result r = measure(what, quick(), silent);
	CHECK(r.ratio("ten", "one").median == Approx(10).epsilon(.4));
	CHECK(r.ratio("one", "one").median == 1);
	CHECK_THROWS(r.time_of("none"));
}

TEST_CASE("a sample of a series is the time of one operation")
{
	/* The least of many: other programs may have the processor during most of them. */
	const double one = distribution_of(sample_series(50, 20000, spin).values).least;
	const double ten = distribution_of(sample_series(50, 20000, spin_tenfold).values).least;
	CHECK(ten / one == Approx(10).epsilon(.4));
}

TEST_CASE("a sample begins without exceptions of floating point")
{
	int raised = 0;
	sample_series(5, 20000, [&raised](uint64_t n) {
		raised |= std::fetestexcept(FE_ALL_EXCEPT);
		std::feraiseexcept(FE_INEXACT);
		spin(n);
	});
	CHECK(raised == 0);
}

TEST_CASE("a round of a series is the median of what its process returns")
{
	const series_result r = measure(of({ { "thrice", thrice_the_size }, { "once", the_size } }), quick(), silent);
	CHECK(r.rounds == 3);
	CHECK(r.at({ "thrice", 10 }).rounds == std::vector<double>{ 30, 30, 30 });
	CHECK(ratio_of(r.at({ "thrice", 100 }).rounds, r.at({ "once", 100 }).rounds).median == 3);
	CHECK_THROWS_AS(r.at({ "thrice", 11 }), std::logic_error);
}

TEST_CASE("a round of a series says if its process had the core alone")
{
	const series_result r = measure(of({ { "alone", the_size }, { "shared", the_size_beside_another } }), quick(), silent);
	CHECK(r.at({ "alone", 10 }).alone == std::vector<bool>{ true, true, true });
	CHECK(r.at({ "shared", 10 }).alone == std::vector<bool>{ false, false, false });
}

TEST_CASE("a line ends at its largest size")
{
	const series_result r = measure(of({ { "small", the_size, 10 } }), quick(), silent);
	REQUIRE(r.points.size() == 1);
	CHECK(r.points[0].where.size == 10);
}

TEST_CASE("a process that fails says how, and the others continue")
{
	const series_result r = measure(of({ { "crashes", crashes },
					     { "throws", throws },
					     { "returns none", returns_none },
					     { "sleeps", sleeps, 10 },
					     { "once", the_size } }),
					quick(), silent);
	CHECK(r.at({ "crashes", 10 }).rounds.size() == 3);
	CHECK(r.at({ "crashes", 100 }).failure == "killed: Segmentation fault");
	CHECK(r.at({ "crashes", 100 }).rounds.empty());
	CHECK(r.at({ "throws", 10 }).failure == "no memory for all");
	CHECK(r.at({ "returns none", 10 }).failure == "it ended without samples, exit status 0");
	CHECK(r.at({ "sleeps", 10 }).failure == "not ready after 5 s");
	CHECK(r.at({ "once", 100 }).rounds == std::vector<double>{ 100, 100, 100 });
}

TEST_CASE("a series that takes long ends after three rounds")
{
	plan how = quick();
	how.series_rounds = 100;
	how.series_seconds = 0;
	CHECK(measure(of({ { "once", the_size } }), how, silent).rounds == 3);
}
