/* tests/bench/sibling_test.cpp: which rounds had the core alone, and which goals are judged */
#include <catch2/catch.hpp>

#include "judge.hpp"
#include "sibling.hpp"

using namespace bench;

namespace {

/// Rounds in which `slow` takes twice as long as `fast`, but with a neighbour as long as it.
result rounds(size_t quiet, size_t shared)
{
	result r;
	r.names = { "fast", "slow" };
	r.ns.resize(2);
	for (size_t i = 0; i < quiet + shared; i++) {
		r.alone.push_back(i < quiet);
		r.ns[0].push_back(i < quiet ? 1 : 3);
		r.ns[1].push_back(i < quiet ? 2 : 3);
	}
	return r;
}

judgement judged(const result &r) { return judge(goal{ "twice", "slow", "fast", 2 }, r); }

measured_point at(const char *line, std::vector<double> values, std::vector<bool> alone)
{
	return { { line, 10 }, std::move(values), std::move(alone), "" };
}

judgement judged(std::vector<bool> ours, std::vector<bool> peers)
{
	const series_goal twice = { "at most twice", { "ours", 10 }, { "peer", 10 }, 2 };
	const series_result r = { 4,
				  { at("ours", { 2, 2, 2, 9 }, std::move(ours)), at("peer", { 1, 1, 1, 1 }, std::move(peers)) } };
	return judge(twice, r);
}

} // namespace

TEST_CASE("a round is alone if the core runs nearly as many instructions as at its best")
{
	CHECK(alone({ 4, 3.9, 3.3, 2, 3.7 }, 4) == std::vector<bool>{ true, true, false, false, true });
	CHECK(alone({ 5, 4 }, 5) == std::vector<bool>{ true, false });
}

TEST_CASE("a core that is never seen at four instructions a cycle is never alone")
{
	CHECK(alone({ 3.3, 3.2 }, 3.3) == std::vector<bool>{ false, false });
}

TEST_CASE("the best of a core is learnt and kept, and is not the one value that stands out")
{
	std::vector<double> most(100, 4);
	most[50] = 40;
	most[60] = 2;
	core one;
	const std::vector<bool> first = one.alone(most);
	CHECK(first[0]);
	CHECK(first[50]);
	CHECK_FALSE(first[60]);
	CHECK(one.alone({ 4, 2.5 }) == std::vector<bool>{ true, false });
	CHECK(one.alone(std::vector<double>(10, 3.55)) == std::vector<bool>(10, false)); /* 4 is still the best */
}

TEST_CASE("this core runs some instructions a cycle")
{
	const double n = instructions_per_cycle();
	CHECK(n > .5);
	CHECK(n < 20);
	CHECK(core_watch().per_cycle() < 20);
}

TEST_CASE("a contest is judged by the rounds without a neighbour")
{
	const result r = rounds(20, 200);
	CHECK(r.judged());
	CHECK(r.ratio("slow", "fast").median == 2);
	CHECK(r.time_of("slow").p90 == 2);
	CHECK(judged(r).met);
}

TEST_CASE("a contest with too few of them is not judged, and shows all rounds")
{
	const result r = rounds(19, 200);
	CHECK_FALSE(r.judged());
	CHECK(r.ratio("slow", "fast").median == 1);
	CHECK_FALSE(judged(r).judged);
	CHECK_FALSE(judged(r).met);
}

TEST_CASE("a series is judged by the rounds in which neither had a neighbour")
{
	const judgement enough = judged({ true, true, true, false }, { true, true, true, true });
	CHECK(enough.met);
	CHECK(enough.measured.p90 == 2);
	const judgement few = judged({ true, true, true, false }, { true, false, true, true });
	CHECK_FALSE(few.judged);
	CHECK(few.measured.median == 2);
}

TEST_CASE("samples with a neighbour count only if fewer than a tenth are without")
{
	std::vector<double> values(10, 1), per_cycle(10, 2);
	values[3] = 7;
	core one;
	one.alone(std::vector<double>(10, 4)); /* learns the best */
	CHECK_FALSE(without_neighbour(values, per_cycle, one).alone);
	CHECK(without_neighbour(values, per_cycle, one).values.size() == 10);
	per_cycle[3] = 4;
	CHECK(without_neighbour(values, per_cycle, one).alone);
	CHECK(without_neighbour(values, per_cycle, one).values == std::vector<double>{ 7 });
}
