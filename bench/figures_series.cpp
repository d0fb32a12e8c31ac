/* bench/figures_series.cpp: lines over sizes, and instructions on each port */
#include <map>
#include <set>

#include <fmt/format.h>

#include "figures.hpp"
#include "svg.hpp"

namespace bench {

// ---- series ----

namespace {

std::string series_table(const json &series)
{
	std::map<uint64_t, row> rows;
	row head = { text(series.at("axis")) };
	for (const json &line : series.at("lines")) {
		for (const json &p : line.at("points")) {
			row &cells = rows[p.at("size").get<uint64_t>()];
			cells.resize(head.size(), "");
			cells.push_back(p.at("value").is_null() ? text(p.at("failure")) : digits(of(p.at("value"), "median")));
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
				c.places.push_back({ p.at("size").get<double>(), of(d, "median"), of(d, "p10"), of(d, "p90") });
		chart.lines.push_back(c);
	}
	return svg::draw(chart);
}

/// Of a single size.
std::string series_bars(const json &series, const std::string &id)
{
	svg::bars chart = {
		id, text(series.at("name")), "A bar for each line; the table has the figures.", text(series.at("unit")), false, {}
	};
	for (const json &line : series.at("lines"))
		for (const json &p : line.at("points"))
			if (const json &d = p.at("value"); !d.is_null())
				chart.rows.push_back({ text(line.at("name")),
						       with_range(d),
						       of(d, "median"),
						       of(d, "p10"),
						       of(d, "p90"),
						       side(text(line.at("name"))),
						       {} });
	return svg::draw(chart);
}

} // namespace

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

namespace {

/// "15+2": landing pads come on top.
std::string floor_of(const json &count)
{
	const bool pads = count.value("pads", 0) > 0;
	return text(count.at("floor")) + (pads ? "+" + text(count.at("pads")) : "");
}

svg::bar count_bar(const json &count)
{
	const double n = of(count, "instructions");
	svg::bar b = { text(count.at("port")), svg::short_number(n), n, n, n, "ours", {} };
	if (count.at("floor").is_number()) {
		b.marks.push_back({ of(count, "floor") + count.value("pads", 0.), "floor" });
		b.note += ", floor " + floor_of(count);
	}
	if (count.at("boost").is_number()) {
		b.marks.push_back({ of(count, "boost"), "peer" });
		b.note += ", Boost " + text(count.at("boost"));
	}
	return b;
}

std::string count_figure(const json &counts, const std::string &operation, const std::string &id)
{
	svg::bars chart = { id, operation, "Instructions on each port; the table has the figures.", "instructions", false, {} };
	std::vector<row> rows;
	for (const json &c : counts) {
		if (c.at("operation") != operation)
			continue;
		chart.rows.push_back(count_bar(c));
		rows.push_back({ text(c.at("port")), text(c.at("instructions")), text(c.at("bytes")), floor_of(c),
				 text(c.at("boost")) });
	}
	return figure(operation, "instructions; an upright line is the floor, a broken one Boost.Context", svg::draw(chart),
		      table({ "port", "instructions", "bytes", "floor", "Boost" }, rows));
}

} // namespace

std::string counts_figures(const json &counts)
{
	std::set<std::string> drawn;
	std::string out;
	for (const json &c : counts)
		if (const std::string operation = text(c.at("operation")); drawn.insert(operation).second)
			out += count_figure(counts, operation, fmt::format("n{}", drawn.size()));
	return out;
}

} // namespace bench
