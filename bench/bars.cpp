/* bench/bars.cpp: a picture of rows, each a label above its bar, that is legible on a narrow screen too */
#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "svg.hpp"

namespace bench::svg {
namespace {

constexpr double width = 420, margin = 6, row = 40, second_line = 15, top = 6, bottom = 38;

using out = std::back_insert_iterator<std::string>;

/// All that has to be seen: from 0 where it is linear, around 1 if ratios span much.
scale scale_of(const bars &chart)
{
	double low = chart.ratios ? 1 : INFINITY, high = chart.ratios ? 1 : 0;
	const auto see = [&](double value) {
		low = std::min(low, value);
		high = std::max(high, value);
	};
	for (const bar &b : chart.rows) {
		for (const double value : { b.value, b.low, b.high })
			see(value);
		for (const mark &m : b.marks)
			see(m.value);
	}
	if (low > 0 && high / low > (chart.ratios ? chart.spread : 50))
		return { low / 1.2, high * 1.2, margin, width - margin, true };
	return { 0, high > 0 ? high * 1.04 : 1, margin, width - margin, false };
}

void axis(out to, const bars &chart, const scale &x, double end)
{
	for (const double tick : x.ticks()) {
		fmt::format_to(to, "<line class='grid' x1='{0:.1f}' y1='{1}' x2='{0:.1f}' y2='{2:.1f}'/>", x.at(tick), top, end);
		const char *anchor = x.at(tick) < 20 ? "start" : x.at(tick) > width - 20 ? "end" : "middle";
		fmt::format_to(to, "<text class='tick' x='{:.1f}' y='{:.1f}' text-anchor='{}'>{}</text>\n", x.at(tick), end + 14,
			       anchor, short_number(tick));
	}
	if (chart.ratios)
		fmt::format_to(to, "<line class='one' x1='{0:.1f}' y1='{1}' x2='{0:.1f}' y2='{2:.1f}'/>\n", x.at(1), top, end);
	fmt::format_to(to, "<text class='axis' x='{}' y='{:.1f}' text-anchor='middle'>{}</text>\n", width / 2, end + 31,
		       escaped(chart.axis));
}

void whisker(out to, const bar &b, const scale &x, double y)
{
	if (b.low < b.high)
		fmt::format_to(to, "<path class='whisker' d='M{0:.1f} {2:.1f}v6m0-3H{1:.1f}m0-3v6'/>", x.at(b.low), x.at(b.high),
			       y - 3);
}

/// Where label and note do not fit side by side, the note takes a line of its own. By the width of most letters.
double note_drop(const bar &b) { return double(b.label.size() + b.note.size()) * 6 > width - 2 * margin ? second_line : 0; }

void draw_row(out to, const bar &b, const scale &x, double base, double y)
{
	const double left = std::min(x.at(base), x.at(b.value)), right = std::max(x.at(base), x.at(b.value));
	fmt::format_to(to, "<text class='label' x='{}' y='{:.1f}'>{}</text>", margin, y + 13, escaped(b.label));
	fmt::format_to(to, "<text class='note {}' x='{}' y='{:.1f}' text-anchor='end'>{}</text>", b.look, width - margin,
		       y + 13 + note_drop(b), escaped(b.note));
	y += note_drop(b);
	fmt::format_to(to, "<rect class='{}' x='{:.1f}' y='{:.1f}' width='{:.1f}' height='10' rx='2'/>", b.look, left, y + 20,
		       std::max(right - left, 1.5));
	whisker(to, b, x, y + 25);
	for (const mark &m : b.marks)
		fmt::format_to(to, "<line class='{}' x1='{:.1f}' y1='{:.1f}' x2='{:.1f}' y2='{:.1f}'/>", m.look, x.at(m.value),
			       y + 16, x.at(m.value), y + 34);
	fmt::format_to(to, "\n");
}

} // namespace

std::string draw(const bars &chart)
{
	std::string text;
	const out to(text);
	double end = top;
	for (const bar &b : chart.rows)
		end += row + note_drop(b);
	fmt::format_to(to, "<svg viewBox='0 0 {} {}' role='img' aria-labelledby='{}-t {}-d'>", width, end + bottom, chart.id,
		       chart.id);
	fmt::format_to(to, "<title id='{}-t'>{}</title><desc id='{}-d'>{}</desc>\n", chart.id, escaped(chart.title), chart.id,
		       escaped(chart.description));
	const scale x = scale_of(chart);
	axis(to, chart, x, end);
	double y = top;
	for (const bar &b : chart.rows) {
		draw_row(to, b, x, !x.log ? 0 : chart.ratios ? 1 : x.low, y);
		y += row + note_drop(b);
	}
	return text + "</svg>\n";
}

} // namespace bench::svg
