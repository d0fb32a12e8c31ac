/* bench/curves.cpp: a picture of lines over sizes, on logarithmic axes, with a legend below */
#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "svg.hpp"

namespace bench::svg {
namespace {

constexpr double width = 420, height = 290, left = 44, right = 12, top = 24, bottom = 40, entry = 20;

using out = std::back_insert_iterator<std::string>;

struct axes {
	scale x, y;
};

axes axes_of(const curves &chart)
{
	double x0 = INFINITY, x1 = 0, y0 = INFINITY, y1 = 0;
	for (const curve &c : chart.lines)
		for (const place &p : c.places) {
			x0 = std::min(x0, p.x);
			x1 = std::max(x1, p.x);
			y0 = std::min(y0, p.low);
			y1 = std::max(y1, p.high);
		}
	if (!(x0 <= x1) || !(y0 > 0)) /* nothing was measured, or something took no time */
		x0 = x1 = y0 = y1 = 1;
	return { { x0 / 1.3, x1 * 1.3, left, width - right, true }, { y0 / 1.3, y1 * 1.3, height - bottom, top, true } };
}

void grid(out to, const curves &chart, const axes &a)
{
	for (const double tick : a.x.ticks())
		fmt::format_to(to,
			       "<line class='grid' x1='{0:.1f}' y1='{1}' x2='{0:.1f}' y2='{2}'/><text class='tick' "
			       "x='{0:.1f}' "
			       "y='{3}' text-anchor='middle'>{4}</text>",
			       a.x.at(tick), top, height - bottom, height - bottom + 15, short_number(tick));
	for (const double tick : a.y.ticks())
		fmt::format_to(to,
			       "<line class='grid' x1='{1}' y1='{0:.1f}' x2='{2}' y2='{0:.1f}'/><text class='tick' x='{3}' "
			       "y='{4:.1f}' text-anchor='end'>{5}</text>",
			       a.y.at(tick), left, width - right, left - 6, a.y.at(tick) + 4, short_number(tick));
	fmt::format_to(to, "\n<text class='axis' x='{}' y='{}' text-anchor='end'>{}</text>", width - right, height - bottom + 33,
		       escaped(chart.x_axis));
	fmt::format_to(to, "<text class='axis' x='4' y='13'>{}</text>\n", escaped(chart.y_axis));
}

/// Each curve has its own shape too, for readers that cannot see its colour.
void shape(out to, size_t line, double x, double y)
{
	static constexpr const char *shapes[] = { "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "m-4-4h8v8h-8z", "m0-5l5 9h-10z",
						  "m0-5l5 5-5 5-5-5z", "m0 5l5-9h-10z" };
	fmt::format_to(to, "<path class='dot line{}' d='M{:.1f} {:.1f}{}'/>", line % 8, x, y, shapes[line % 5]);
}

void draw_curve(out to, const curve &c, size_t line, const axes &a)
{
	fmt::format_to(to, "<path class='curve line{}' d='", line % 8);
	for (const place &p : c.places)
		fmt::format_to(to, "{}{:.1f} {:.1f}", &p == &c.places.front() ? 'M' : 'L', a.x.at(p.x), a.y.at(p.y));
	fmt::format_to(to, "'/>");
	for (const place &p : c.places) {
		if (p.low < p.high)
			fmt::format_to(to, "<path class='whisker' d='M{:.1f} {:.1f}V{:.1f}'/>", a.x.at(p.x), a.y.at(p.low),
				       a.y.at(p.high));
		shape(to, line, a.x.at(p.x), a.y.at(p.y));
	}
	fmt::format_to(to, "\n");
}

} // namespace

std::string draw(const curves &chart)
{
	std::string text;
	const out to(text);
	fmt::format_to(to, "<svg viewBox='0 0 {} {}' role='img' aria-labelledby='{}-t {}-d'>", width,
		       height + entry * double(chart.lines.size()), chart.id, chart.id);
	fmt::format_to(to, "<title id='{}-t'>{}</title><desc id='{}-d'>{}</desc>\n", chart.id, escaped(chart.title), chart.id,
		       escaped(chart.description));
	const axes a = axes_of(chart);
	grid(to, chart, a);
	for (size_t i = 0; i < chart.lines.size(); i++)
		draw_curve(to, chart.lines[i], i, a);
	for (size_t i = 0; i < chart.lines.size(); i++) {
		const double y = height + entry * double(i) + 8;
		fmt::format_to(to, "<path class='curve line{}' d='M{} {}h28'/>", i % 8, left, y);
		shape(to, i, left + 14, y);
		fmt::format_to(to, "<text class='label' x='{}' y='{}'>{}</text>\n", left + 38, y + 4,
			       escaped(chart.lines[i].label));
	}
	return text + "</svg>\n";
}

} // namespace bench::svg
