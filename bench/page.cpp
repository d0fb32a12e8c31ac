/* bench/page.cpp: the document as one page, with pictures, that needs no network and no script */
#include <algorithm>
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

double of(const json &distribution, const char *part)
{
	return distribution.at(part).get<double>();
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

std::string goals_section(const json &goals)
{
	svg::bars chart = { "goals",
			    "Every goal",
			    "What was measured as a multiple of what was to be reached; left of 1 is met.",
			    "measured / target",
			    true,
			    {} };
	std::vector<row> rows;
	for (const json &g : goals) {
		const double target = g.at("target").get<double>();
		const std::string unit = g.at("peer").is_null() ? " " + text(g.at("unit")) : " × " + text(g.at("peer"));
		const json &d = g.at("measured");
		if (!d.is_null())
			chart.rows.push_back({ text(g.at("name")),
					       fmt::format("{} of {}, {}", short_number(of(d, "median")),
							   short_number(target), verdict(g)),
					       of(d, "median") / target,
					       of(d, "p10") / target,
					       of(d, "p90") / target,
					       verdict(g),
					       {} });
		rows.push_back({ text(g.at("name")), short_number(target) + unit,
				 d.is_null() ? text(g.at("failure")) : with_range(d), verdict(g) });
	}
	if (rows.empty())
		return "";
	return "<h2>Goals</h2>\n<p class='dim'>What was measured as a multiple of what was to be reached: left of 1 is "
	       "met. "
	       "Whiskers go from the 10th to the 90th percentile of all rounds.</p>\n<div class='charts'><figure>" +
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

std::string contest_figure(const json &contest, const json &goals, const std::string &id)
{
	const std::string against = text(contest.at("against"));
	svg::bars chart = { id,
			    text(contest.at("name")),
			    "Times of each contender as ratios to " + against + "; the table has the figures.",
			    "× " + against,
			    true,
			    {} };
	std::vector<row> rows;
	for (const json &c : contest.at("contenders")) {
		const json &ns = c.at("ns"), &ratio = c.at("ratio");
		const json *goal = goal_of(goals, contest, c.at("name"));
		const bool ours = text(c.at("name")).rfind("kspawn", 0) == 0;
		chart.rows.push_back(
			{ text(c.at("name")),
			  fmt::format("{} ns, × {}{}", short_number(of(ns, "median")),
				      short_number(of(ratio, "median")), goal ? ", " + verdict(*goal) : ""),
			  of(ratio, "median"),
			  of(ratio, "p10"),
			  of(ratio, "p90"),
			  goal	 ? verdict(*goal)
			  : ours ? "ours"
				 : "other",
			  {} });
		if (goal)
			chart.rows.back().marks.push_back({ goal->at("target").get<double>(), "target" });
		rows.push_back({ text(c.at("name")), short_number(of(ns, "median")), short_number(of(ns, "p10")),
				 short_number(of(ns, "p90")), short_number(of(ns, "min")), with_range(ratio) });
	}
	return figure(
		text(contest.at("name")),
		fmt::format("one {}, as a ratio to {}; an upright line is a target", text(contest.at("unit")), against),
		svg::draw(chart), table({ "ns", "median", "p10", "p90", "min", "ratio" }, rows));
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
								: short_number(of(p.at("value"), "median")));
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

/// One picture an operation, in the order in which they are first named.
std::string counts_figures(const json &counts)
{
	std::vector<std::string> operations;
	for (const json &c : counts)
		if (std::find(operations.begin(), operations.end(), text(c.at("operation"))) == operations.end())
			operations.push_back(text(c.at("operation")));
	std::string out;
	for (const std::string &operation : operations) {
		svg::bars chart = { fmt::format("n{}", &operation - operations.data()),
				    operation,
				    "Instructions on each port; the table has the figures.",
				    "instructions",
				    false,
				    {} };
		std::vector<row> rows;
		for (const json &c : counts) {
			if (text(c.at("operation")) != operation)
				continue;
			const double n = c.at("instructions").get<double>();
			svg::bar b = { text(c.at("port")), short_number(n), n, n, n, "ours", {} };
			for (const auto &[key, look] : { std::pair("floor", "floor"), std::pair("boost", "peer") })
				if (c.at(key).is_number()) {
					b.marks.push_back({ c.at(key).get<double>(), look });
					b.note += fmt::format(", {} {}", key == std::string("boost") ? "Boost" : key,
							      text(c.at(key)));
				}
			chart.rows.push_back(b);
			rows.push_back({ text(c.at("port")), text(c.at("instructions")), text(c.at("bytes")),
					 text(c.at("floor")), text(c.at("boost")) });
		}
		out += figure(operation, "instructions; an upright line is the floor, a broken one Boost.Context",
			      svg::draw(chart), table({ "port", "instructions", "bytes", "floor", "Boost" }, rows));
	}
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
		       "Everybody in one process, in shuffled order, a ratio within each round. Shorter is faster; "
		       "where the scale "
		       "is logarithmic, bars to the left of 1 are faster than the peer.",
		       contests) +
	       section("Growth", "Each line and size in a process of its own, in shuffled order.", series) +
	       section("Instructions", "Exact counts on each port.", counts_figures(document.at("counts"))) +
	       "<footer>Times move with the machine; only ratios of one run mean anything.</footer>\n</body></html>\n";
}

} // namespace bench
