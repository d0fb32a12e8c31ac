/* bench/report.cpp: what was measured, as one document from which all else is printed and drawn */
#include "report.hpp"

#include <fmt/core.h>

#include "judge.hpp"

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
	const judgement j = judge(g, r);
	return {
		{ "name", g.name },
		{ "in", what.name },
		{ "what", g.contender },
		{ "peer", g.peer },
		{ "unit", "x" },
		{ "target", g.target },
		{ "measured", to_json(j.measured) },
		{ "met", j.met },
		{ "judged", j.judged },
	};
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
		{ "judged", true },
	};
	try {
		const judgement j = judge(g, r);
		out["measured"] = to_json(j.measured);
		out["judged"] = j.judged;
		out["met"] = j.met;
	} catch (const std::runtime_error &e) {
		out["failure"] = e.what();
	}
	return out;
}

json to_json(const measured_point &p)
{
	if (!p.failure.empty())
		return { { "size", p.where.size }, { "value", nullptr }, { "failure", p.failure } };
	return { { "size", p.where.size }, { "value", to_json(distribution_of(p.rounds)) }, { "alone", count_alone(p.alone) } };
}

} // namespace

json report(const contest &what, const result &r)
{
	const std::string against = reference(what);
	json out = { { "name", what.name },        { "unit", what.unit },
		     { "rounds", r.alone.size() }, { "alone", count_alone(r.alone) },
		     { "dropped", r.dropped },     { "against", against } };
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
	{ "3d: instructions of a thread of layer 0", "creation", 40 },
	{ "3e: instructions of a whole life", "life", 330 },
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
		{ "judged", true },
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

std::string verdict(const json &goal)
{
	if (!goal.value("judged", true))
		return "not judged";
	return goal.at("met").get<bool>() ? "met" : "missed";
}

} // namespace bench
