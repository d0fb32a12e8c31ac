/* bench/figures_contest.cpp: bars for goals and contenders */
#include <fmt/format.h>

#include "figures.hpp"
#include "svg.hpp"

namespace bench {

using svg::short_number;

// ---- goals ----

namespace {

svg::bar goal_bar(const json &goal)
{
	const double target = of(goal, "target");
	const json &d = goal.at("measured");
	if (d.is_null())
		return { text(goal.at("name")), "not measured, missed", 1, 1, 1, "missed", {} };
	return { text(goal.at("name")),
		 fmt::format("{} of {}, {}", short_number(of(d, "median")), short_number(target), verdict(goal)),
		 of(d, "median") / target,
		 of(d, "p10") / target,
		 of(d, "p90") / target,
		 verdict(goal),
		 {} };
}

row goal_row(const json &goal)
{
	const json &peer = goal.at("peer"), &d = goal.at("measured");
	return { text(goal.at("name")),
		 short_number(of(goal, "target")) + (peer.is_null() ? " " + text(goal.at("unit")) : " × " + text(peer)),
		 d.is_null() ? text(goal.at("failure")) : with_range(d), verdict(goal) };
}

} // namespace

std::string goals_section(const json &goals)
{
	if (goals.empty())
		return "";
	svg::bars chart = { "goals",
			    "All goals",
			    "What was measured as a multiple of the goal; below 1 is met. The table has the figures.",
			    "measured / to be reached",
			    true,
			    {},
			    0 };
	std::vector<row> rows;
	for (const json &g : goals) {
		chart.rows.push_back(goal_bar(g));
		rows.push_back(goal_row(g));
	}
	return "<h2>Goals</h2>\n<p class='dim'>What was measured as a multiple of the goal: left of 1 is "
	       "met. "
	       "Whiskers go from the 10th to the 90th percentile of all rounds.</p>\n<div class='charts "
	       "goals'><figure>" +
	       svg::draw(chart) + "</figure><figure>" + table({ "goal", "at most", "measured", "" }, rows) + "</figure></div>\n";
}

// ---- contests ----

namespace {

/// The goal of this contender against the one that all are drawn against.
const json *goal_of(const json &goals, const json &contest, const json &name)
{
	for (const json &g : goals)
		if (g.at("in") == contest.at("name") && g.at("what") == name && g.at("peer") == contest.at("against"))
			return &g;
	return nullptr;
}

svg::bar contender_bar(const json &contender, const json *goal)
{
	const json &ratio = contender.at("ratio");
	svg::bar b = { text(contender.at("name")),
		       fmt::format("{}, × {}", time(of(contender.at("ns"), "median")), short_number(of(ratio, "median"))),
		       of(ratio, "median"),
		       of(ratio, "p10"),
		       of(ratio, "p90"),
		       side(text(contender.at("name"))),
		       {} };
	if (goal) {
		b.look = verdict(*goal);
		b.note += ", " + b.look;
		b.marks.push_back({ of(*goal, "target"), "target" });
	}
	return b;
}

row contender_row(const json &contender)
{
	row cells = { text(contender.at("name")) };
	for (const char *part : { "median", "p10", "p90", "min" })
		cells.push_back(digits(of(contender.at("ns"), part)));
	cells.push_back(with_range(contender.at("ratio")));
	return cells;
}

} // namespace

std::string contest_figure(const json &contest, const json &goals, const std::string &id)
{
	const std::string name = text(contest.at("name")), against = text(contest.at("against"));
	svg::bars chart = { id,
			    name,
			    "The time of each contender as a ratio to " + against + "; the table has the figures.",
			    "× " + against,
			    true,
			    {} };
	std::vector<row> rows;
	for (const json &c : contest.at("contenders")) {
		chart.rows.push_back(contender_bar(c, goal_of(goals, contest, c.at("name"))));
		rows.push_back(contender_row(c));
	}
	const std::string caption =
		fmt::format("one {}, as a ratio to {}; an upright line is a target", text(contest.at("unit")), against);
	return figure(name, caption, svg::draw(chart), table({ "ns", "median", "p10", "p90", "min", "ratio" }, rows));
}

} // namespace bench
