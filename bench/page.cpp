/* bench/page.cpp: the document as one page, with pictures, that needs no network and no script */
#include <fmt/format.h>

#include "figures.hpp"
#include "style.hpp"
#include "svg.hpp"

namespace bench {
namespace {

using svg::escaped;

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
	size_t met = 0, judged = 0, number = 0;
	for (const json &g : goals) {
		met += verdict(g) == "met";
		judged += verdict(g) != "not judged";
	}
	std::string contests, series;
	for (const json &c : document.at("contests"))
		contests += contest_figure(c, goals, fmt::format("c{}", number++));
	for (const json &s : document.at("series"))
		series += series_figure(s, fmt::format("s{}", number++));
	return fmt::format("<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>\n"
			   "<meta name='viewport' content='width=device-width, initial-scale=1'>\n"
			   "<title>kspawn bench</title>\n<style>{}</style></head><body>\n"
			   "<h1>kspawn bench</h1>\n<p class='sum'>{} of {} judged goals met, {}</p>\n",
			   style, met, judged, escaped(text(document.at("header").at("date")))) +
	       header_list(document.at("header")) + goals_section(goals) +
	       section("Contests",
		       "All in one process, in shuffled order; each ratio is taken within a round. Further left "
		       "is faster; on a logarithmic scale bars begin at 1, the peer.",
		       contests) +
	       section("Growth", "Each line and size in a process of its own, in shuffled order; lines on logarithmic axes.",
		       series) +
	       section("Instructions", "Exact counts of each operation on each port.", counts_figures(document.at("counts"))) +
	       "<footer>Times move with the machine; only ratios of one run mean anything.</footer>\n</body></html>\n";
}

} // namespace bench
