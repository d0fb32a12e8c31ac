/* bench/judge.cpp: is a goal met, by the rounds in which the core had no neighbour? */
#include "judge.hpp"

#include <algorithm>
#include <stdexcept>

#include <fmt/core.h>

#include "sibling.hpp"

namespace bench {

long count_alone(const std::vector<bool> &rounds) { return std::count(rounds.begin(), rounds.end(), true); }

/// "Boost at 100k".
std::string name_of(const point &p)
{
	if (p.size && p.size % 1000000 == 0)
		return fmt::format("{} at {}M", p.line, p.size / 1000000);
	if (p.size && p.size % 1000 == 0)
		return fmt::format("{} at {}k", p.line, p.size / 1000);
	return fmt::format("{} at {}", p.line, p.size);
}

namespace {

judgement judgement_of(const distribution &measured, double target, bool judged)
{
	return { measured, judged, judged && measured.median <= target };
}

const measured_point &point_of(const series_result &r, const point &where)
{
	const measured_point &p = r.at(where);
	if (!p.failure.empty())
		throw std::runtime_error(fmt::format("{}: {}", name_of(where), p.failure));
	return p;
}

} // namespace

judgement judge(const goal &g, const result &r) { return judgement_of(r.ratio(g.contender, g.peer), g.target, r.judged()); }

judgement judge(const series_goal &g, const series_result &r)
{
	constexpr long least = 3;
	const measured_point &what = point_of(r, g.what);
	if (g.peer.line.empty())
		return judgement_of(distribution_of(what.rounds), g.target, true);
	const measured_point &peer = point_of(r, g.peer);
	std::vector<bool> both = what.alone;
	for (size_t i = 0; i < both.size(); i++)
		both[i] = both[i] && peer.alone.at(i);
	if (count_alone(both) < std::min<long>(least, r.rounds))
		return judgement_of(ratio_of(what.rounds, peer.rounds), g.target, false);
	return judgement_of(ratio_of(selected(what.rounds, both), selected(peer.rounds, both)), g.target, true);
}

} // namespace bench
