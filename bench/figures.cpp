/* bench/figures.cpp: what pictures and tables of the page are made of */
#include "figures.hpp"

#include <fmt/format.h>

#include "svg.hpp"

namespace bench {

using svg::escaped;
using svg::short_number;

std::string text(const json &value)
{
	return value.is_string() ? value.get<std::string>() : value.is_null() ? "–" : value.dump();
}

double of(const json &values, const char *part) { return values.at(part).get<double>(); }

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

std::string digits(double value) { return fmt::format("{:.{}f}", value, value < 100 ? 2 : 0); }

std::string table(const row &head, const std::vector<row> &rows)
{
	std::string out = "<div class='wide'><table><thead><tr>";
	for (const std::string &cell : head)
		out += "<th scope='col'>" + escaped(cell) + "</th>";
	out += "</tr></thead><tbody>\n";
	for (const row &cells : rows) {
		out += "<tr>";
		for (const std::string &cell : cells) {
			const bool judged = cell == "met" || cell == "missed" || cell == "not judged";
			out += (judged ? "<td class='" + cell + "'>" : "<td>") + escaped(cell) + "</td>";
		}
		out += "</tr>\n";
	}
	return out + "</tbody></table></div>\n";
}

std::string figure(const std::string &title, const std::string &caption, const std::string &picture, const std::string &figures)
{
	return fmt::format("<figure><h3>{}</h3><figcaption>{}</figcaption>{}<details><summary>figures</summary>{}</"
			   "details></figure>\n",
			   escaped(title), escaped(caption), picture, figures);
}

std::string side(const std::string &name) { return name.rfind("kspawn", 0) == 0 ? "ours" : "other"; }

} // namespace bench
