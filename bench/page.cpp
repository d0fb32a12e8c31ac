/* bench/page.cpp: the document as one page, with pictures, that needs no network and no script */
#include <map>
#include <set>

#include <fmt/format.h>

#include "report.hpp"
#include "style.hpp"
#include "svg.hpp"

namespace bench {
namespace {

using svg::escaped;
using svg::short_number;

std::string text(const json &value)
{
	return value.is_string() ? value.get<std::string>() : value.is_null() ? "–" : value.dump();
}

double of(const json &values, const char *part)
{
	return values.at(part).get<double>();
}

std::string verdict(const json &goal)
{
	return goal.at("met").get<bool>() ? "met" : "missed";
}

/// "2.84", and where most of the rounds lie if that is not the same.
std::string with_range(const json &d)
{
	const std::string low = short_number(of(d, "p10")), high = short_number(of(d, "p90"));
	return short_number(of(d, "median")) + (low == high ? "" : fmt::format(" ({} to {})", low, high));
}

std::string time(double ns)
{
	return ns < 9999.5     ? short_number(ns) + " ns"
	       : ns < 9999.5e3 ? short_number(ns / 1e3) + " µs"
			       : short_number(ns / 1e6) + " ms";
}

/// For tables, whose columns are of one unit.
std::string digits(double value)
{
	return fmt::format("{:.{}f}", value, value < 100 ? 2 : 0);
}

// ---- tables ----

using row = std::vector<std::string>;

/// A last cell that is a verdict has its colour.
std::string table(const row &head, const std::vector<row> &rows)
{
	std::string out = "<div class='wide'><table><thead><tr>";
	for (const std::string &cell : head)
		out += "<th scope='col'>" + escaped(cell) + "</th>";
	out += "</tr></thead><tbody>\n";
	for (const row &cells : rows) {
		out += "<tr>";
		for (const std::string &cell : cells) {
			const bool judged = cell == "met" || cell == "missed";
			out += (judged ? "<td class='" + cell + "'>" : "<td>") + escaped(cell) + "</td>";
		}
		out += "</tr>\n";
	}
	return out + "</tbody></table></div>\n";
}

std::string figure(const std::string &title, const std::string &caption, const std::string &picture,
		   const std::string &figures)
{
	return fmt::format("<figure><h3>{}</h3><figcaption>{}</figcaption>{}<details><summary>figures</summary>{}</"
			   "details></figure>\n",
			   escaped(title), escaped(caption), picture, figures);
}

// ---- goals ----

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

std::string goals_section(const json &goals)
{
	if (goals.empty())
		return "";
	svg::bars chart = {
		"goals",
		"All goals",
		"What was measured as a multiple of what was to be reached; below 1 is met. The table has the figures.",
		"measured / to be reached",
		true,
		{},
		0
	};
	std::vector<row> rows;
	for (const json &g : goals) {
		chart.rows.push_back(goal_bar(g));
		rows.push_back(goal_row(g));
	}
	return "<h2>Goals</h2>\n<p class='dim'>What was measured as a multiple of what was to be reached: left of 1 is "
	       "met. "
	       "Whiskers go from the 10th to the 90th percentile of all rounds.</p>\n<div class='charts "
	       "goals'><figure>" +
	       svg::draw(chart) + "</figure><figure>" + table({ "goal", "at most", "measured", "" }, rows) +
	       "</figure></div>\n";
}

// ---- contests ----

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
	const bool ours = text(contender.at("name")).rfind("kspawn", 0) == 0;
	svg::bar b = { text(contender.at("name")),
		       fmt::format("{}, × {}", time(of(contender.at("ns"), "median")),
				   short_number(of(ratio, "median"))),
		       of(ratio, "median"),
		       of(ratio, "p10"),
		       of(ratio, "p90"),
		       ours ? "ours" : "other",
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

// ---- series ----

std::string series_table(const json &series)
{
	std::map<uint64_t, row> rows;
	row head = { text(series.at("axis")) };
	for (const json &line : series.at("lines")) {
		for (const json &p : line.at("points")) {
			row &cells = rows[p.at("size").get<uint64_t>()];
			cells.resize(head.size(), "");
			cells.push_back(p.at("value").is_null() ? text(p.at("failure"))
								: digits(of(p.at("value"), "median")));
		}
		head.push_back(text(line.at("name")));
	}
	std::vector<row> all;
	for (auto &[size, cells] : rows) {
		cells[0] = std::to_string(size);
		cells.resize(head.size(), "");
		all.push_back(cells);
	}
	return table(head, all);
}

std::string series_curves(const json &series, const std::string &id)
{
	svg::curves chart = { id,
			      text(series.at("name")),
			      "Each line against size, on logarithmic axes; the table has the figures.",
			      text(series.at("axis")),
			      text(series.at("unit")),
			      {} };
	for (const json &line : series.at("lines")) {
		svg::curve c = { text(line.at("name")), {} };
		for (const json &p : line.at("points"))
			if (const json &d = p.at("value"); !d.is_null())
				c.places.push_back(
					{ p.at("size").get<double>(), of(d, "median"), of(d, "p10"), of(d, "p90") });
		chart.lines.push_back(c);
	}
	return svg::draw(chart);
}

/// Of a single size.
std::string series_bars(const json &series, const std::string &id)
{
	svg::bars chart = { id,
			    text(series.at("name")),
			    "A bar for each line; the table has the figures.",
			    text(series.at("unit")),
			    false,
			    {} };
	for (const json &line : series.at("lines"))
		for (const json &p : line.at("points"))
			if (const json &d = p.at("value"); !d.is_null())
				chart.rows.push_back({ text(line.at("name")),
						       with_range(d),
						       of(d, "median"),
						       of(d, "p10"),
						       of(d, "p90"),
						       text(line.at("name")).rfind("kspawn", 0) == 0 ? "ours" : "other",
						       {} });
	return svg::draw(chart);
}

std::string series_figure(const json &series, const std::string &id)
{
	std::set<uint64_t> sizes;
	for (const json &line : series.at("lines"))
		for (const json &p : line.at("points"))
			sizes.insert(p.at("size").get<uint64_t>());
	return figure(text(series.at("name")),
		      fmt::format("{}, median of {} rounds", text(series.at("unit")), text(series.at("rounds"))),
		      sizes.size() > 1 ? series_curves(series, id) : series_bars(series, id), series_table(series));
}

// ---- counts ----

svg::bar count_bar(const json &count)
{
	const double n = of(count, "instructions");
	svg::bar b = { text(count.at("port")), short_number(n), n, n, n, "ours", {} };
	if (count.at("floor").is_number()) {
		b.marks.push_back({ of(count, "floor"), "floor" });
		b.note += ", floor " + text(count.at("floor"));
	}
	if (count.at("boost").is_number()) {
		b.marks.push_back({ of(count, "boost"), "peer" });
		b.note += ", Boost " + text(count.at("boost"));
	}
	return b;
}

std::string count_figure(const json &counts, const std::string &operation, const std::string &id)
{
	svg::bars chart = { id,	   operation, "Instructions on each port; the table has the figures.", "instructions",
			    false, {} };
	std::vector<row> rows;
	for (const json &c : counts) {
		if (c.at("operation") != operation)
			continue;
		chart.rows.push_back(count_bar(c));
		row cells;
		for (const char *key : { "port", "instructions", "bytes", "floor", "boost" })
			cells.push_back(text(c.at(key)));
		rows.push_back(cells);
	}
	return figure(operation, "instructions; an upright line is the floor, a broken one Boost.Context",
		      svg::draw(chart), table({ "port", "instructions", "bytes", "floor", "Boost" }, rows));
}

/// One picture an operation, in the order in which they are first named.
std::string counts_figures(const json &counts)
{
	std::set<std::string> drawn;
	std::string out;
	for (const json &c : counts)
		if (const std::string operation = text(c.at("operation")); drawn.insert(operation).second)
			out += count_figure(counts, operation, fmt::format("n{}", drawn.size()));
	return out;
}

// ---- all of it ----

std::string header_list(const json &header)
{
	std::string out = "<dl>";
	for (const auto &[key, value] : header.items())
		out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", escaped(key), escaped(text(value)));
	return out + "</dl>\n";
}

std::string section(const std::string &title, const std::string &about, const std::string &figures)
{
	if (figures.empty())
		return "";
	return fmt::format("<h2>{}</h2>\n<p class='dim'>{}</p>\n<div class='charts'>{}</div>\n", title, about, figures);
}

} // namespace

std::string page(const json &document)
{
	const json &goals = document.at("goals");
	size_t met = 0, number = 0;
	for (const json &g : goals)
		met += g.at("met").get<bool>();
	std::string contests, series;
	for (const json &c : document.at("contests"))
		contests += contest_figure(c, goals, fmt::format("c{}", number++));
	for (const json &s : document.at("series"))
		series += series_figure(s, fmt::format("s{}", number++));
	return fmt::format("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>\n"
			   "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
			   "<title>kspawn bench</title>\n<style>{}</style></head><body>\n"
			   "<h1>kspawn bench</h1>\n<p class='sum'>{} of {} goals met, {}</p>\n",
			   style, met, goals.size(), escaped(text(document.at("header").at("date")))) +
	       header_list(document.at("header")) + goals_section(goals) +
	       section("Contests",
		       "Everybody in one process, in shuffled order; each ratio is taken within a round. Further left "
		       "is "
		       "faster; on a logarithmic scale bars begin at 1, the peer.",
		       contests) +
	       section("Growth",
		       "Each line and size in a process of its own, in shuffled order. Both axes are logarithmic.",
		       series) +
	       section("Instructions", "Exact counts of each operation on each port.",
		       counts_figures(document.at("counts"))) +
	       "<footer>Times move with the machine; only ratios of one run mean anything.</footer>\n</body></html>\n";
}

} // namespace bench
