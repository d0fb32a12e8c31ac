/* bench/report.cpp: what was measured, as one document from which all else is printed and drawn */
#include "report.hpp"

#include <fmt/core.h>

namespace bench {
namespace {

json to_json(const distribution &d) { return { { "median", d.median }, { "p10", d.p10 }, { "p90", d.p90 }, { "min", d.least } }; }

/// To which contender the others are compared in tables and pictures.
std::string reference(const contest &what)
{
	if (!what.goals.empty())
		return what.goals.front().peer;
	for (const contender &c : what.contenders)
		if (c.name.rfind("Boost", 0) == 0)
			return c.name;
	return what.contenders.front().name;
}

json goal_of(const contest &what, const goal &g, const result &r)
{
	const distribution ratio = r.ratio(g.contender, g.peer);
	return {
		{ "name", g.name }, { "in", what.name },    { "what", g.contender },        { "peer", g.peer },
		{ "unit", "x" },    { "target", g.target }, { "measured", to_json(ratio) }, { "met", ratio.median <= g.target },
	};
}

/// "Boost at 100k".
std::string name_of(const point &p)
{
	if (p.size && p.size % 1000000 == 0)
		return fmt::format("{} at {}M", p.line, p.size / 1000000);
	if (p.size && p.size % 1000 == 0)
		return fmt::format("{} at {}k", p.line, p.size / 1000);
	return fmt::format("{} at {}", p.line, p.size);
}

/// Of what a series goal speaks of: its values, or its ratios.
distribution measured(const series_goal &g, const series_result &r)
{
	const measured_point &what = r.at(g.what);
	if (!what.failure.empty())
		throw std::runtime_error(fmt::format("{}: {}", name_of(g.what), what.failure));
	if (g.peer.line.empty())
		return distribution_of(what.rounds);
	const measured_point &peer = r.at(g.peer);
	if (!peer.failure.empty())
		throw std::runtime_error(fmt::format("{}: {}", name_of(g.peer), peer.failure));
	return ratio_of(what.rounds, peer.rounds);
}

json goal_of(const series &what, const series_goal &g, const series_result &r)
{
	const bool absolute = g.peer.line.empty();
	json out = {
		{ "name", g.name },
		{ "in", what.name },
		{ "what", name_of(g.what) },
		{ "peer", absolute ? json() : json(name_of(g.peer)) },
		{ "unit", absolute ? what.unit : "x" },
		{ "target", g.target },
		{ "measured", nullptr },
		{ "met", false },
	};
	try {
		const distribution d = measured(g, r);
		out["measured"] = to_json(d);
		out["met"] = d.median <= g.target;
	} catch (const std::runtime_error &e) {
		out["failure"] = e.what();
	}
	return out;
}

json to_json(const measured_point &p)
{
	if (!p.failure.empty())
		return { { "size", p.where.size }, { "value", nullptr }, { "failure", p.failure } };
	return { { "size", p.where.size }, { "value", to_json(distribution_of(p.rounds)) } };
}

} // namespace

json report(const contest &what, const result &r)
{
	const std::string against = reference(what);
	json out = { { "name", what.name }, { "unit", what.unit }, { "dropped", r.dropped }, { "against", against } };
	for (const std::string &name : r.names)
		out["contenders"].push_back(
			{ { "name", name }, { "ns", to_json(r.time_of(name)) }, { "ratio", to_json(r.ratio(name, against)) } });
	out["goals"] = json::array();
	for (const goal &g : what.goals)
		out["goals"].push_back(goal_of(what, g, r));
	return out;
}

json report(const series &what, const series_result &r)
{
	json out = { { "name", what.name }, { "unit", what.unit }, { "axis", what.axis }, { "rounds", r.rounds } };
	for (const line &l : what.lines) {
		json points = json::array();
		for (const measured_point &p : r.points)
			if (p.where.line == l.name)
				points.push_back(to_json(p));
		out["lines"].push_back({ { "name", l.name }, { "points", points } });
	}
	out["goals"] = json::array();
	for (const series_goal &g : what.goals)
		out["goals"].push_back(goal_of(what, g, r));
	return out;
}

namespace {

/// Of an operation's instructions on the machine that is measured, by its name in bench/count/operations.
struct count_goal {
	const char *name, *operation;
	double target;
};
constexpr count_goal of_native[] = {
	{ "3d: instructions of a thread of layer 0", "creation", 45 },
	{ "3e: instructions of a whole life", "life", 130 },
};

json goal_of(const std::string &name, const json &count, double target)
{
	const double instructions = count.at("instructions").get<double>();
	return {
		{ "name", name },
		{ "in", "counts" },
		{ "what", count.at("operation") },
		{ "peer", nullptr },
		{ "unit", "instructions" },
		{ "target", target },
		{ "measured", to_json({ instructions, instructions, instructions, instructions }) },
		{ "met", instructions <= target },
	};
}

} // namespace

json goals_of_counts(const json &counts)
{
	json goals = json::array();
	for (const json &c : counts) {
		const auto port = c.at("port").get<std::string>();
		if (c.at("operation") == "switch_to" && c.at("floor").is_number()) {
			// Room for the resume word; and a landing pad is on top of the floor.
			const double target = c.at("floor").get<double>() + c.value("pads", 0) + 5;
			goals.push_back(goal_of("8: switch_to on " + port, c, target));
		}
		for (const count_goal &g : of_native)
			if (port == KSPAWN_PORT_NAME && c.at("operation") == g.operation)
				goals.push_back(goal_of(g.name, c, g.target));
	}
	return goals;
}

} // namespace bench
