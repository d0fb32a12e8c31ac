/* bench/svg.hpp: two kinds of picture, bars and curves, as inline SVG coloured by the page's classes */
#ifndef KSPAWN_BENCH_SVG_HPP
#define KSPAWN_BENCH_SVG_HPP

#include <string>
#include <vector>

namespace bench::svg {

/// For text and for attributes.
std::string escaped(const std::string &text);

/// Three digits that count: "0.25", "36.4", "7.93k", "1M".
std::string short_number(double value);

/// From values to places, by logarithms if they span much.
struct scale {
	double low, high; /* values */
	double from, to;  /* places */
	bool log;

	double at(double value) const;
	/// Round values within, a handful.
	std::vector<double> ticks() const;
};

/// Class `target`, `floor` or `peer`.
struct mark {
	double value;
	std::string look;
};

struct bar {
	std::string label, note; /* left and right, above it */
	double value, low, high; /* a whisker from `low` to `high`, if they differ */
	std::string look;        /* class `met`, `missed`, `ours` or `other` */
	std::vector<mark> marks;
};

struct bars {
	std::string id, title, description; /* `id` is unique in the page */
	std::string axis;
	bool ratios; /* there is a line at 1, where bars begin if the scale is logarithmic */
	std::vector<bar> rows;
	double spread = 8; /* of ratios, from which the scale is logarithmic */
};
std::string draw(const bars &chart);

struct place {
	double x, y, low, high;
};

struct curve {
	std::string label;
	std::vector<place> places;
};

struct curves {
	std::string id, title, description;
	std::string x_axis, y_axis;
	std::vector<curve> lines; /* class `line0` and so on */
};
/// Both axes are logarithmic.
std::string draw(const curves &chart);

} // namespace bench::svg
#endif
