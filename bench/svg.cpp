/* bench/svg.cpp: what both kinds of picture are made of */
#include "svg.hpp"

#include <cmath>

#include <fmt/core.h>

namespace bench::svg {
namespace {

/// 1, 2 and 5 times each power of ten within, or the powers alone if there are enough of them.
std::vector<double> log_ticks(double low, double high)
{
	const bool many = std::log10(high / low) > 3.2;
	std::vector<double> ticks;
	for (double power = std::pow(10, std::floor(std::log10(low))); power <= high; power *= 10)
		for (const double digit : { 1., 2., 5. })
			if (power * digit >= low * .999 && power * digit <= high * 1.001 && (digit == 1 || !many))
				ticks.push_back(power * digit);
	return ticks;
}

std::vector<double> linear_ticks(double low, double high)
{
	const double power = std::pow(10, std::floor(std::log10((high - low) / 4)));
	double step = power;
	for (const double digit : { 2., 5., 10. })
		if ((high - low) / step > 6)
			step = power * digit;
	std::vector<double> ticks;
	for (double at = std::ceil(low / step) * step; at <= high + step / 1000; at += step)
		ticks.push_back(at);
	return ticks;
}

} // namespace

std::string escaped(const std::string &text)
{
	std::string out;
	for (const char c : text)
		switch (c) {
		case '&':
			out += "&amp;";
			break;
		case '<':
			out += "&lt;";
			break;
		case '>':
			out += "&gt;";
			break;
		case '"':
			out += "&quot;";
			break;
		case '\'':
			out += "&#39;";
			break;
		default:
			out += c;
		}
	return out;
}

std::string short_number(double value)
{
	static constexpr struct {
		double above, unit;
		const char *suffix;
	} units[] = { { 999.5e6, 1e9, "G" }, { 999.5e3, 1e6, "M" }, { 9999.5, 1e3, "k" } };
	for (const auto &u : units)
		if (std::abs(value) >= u.above)
			return fmt::format("{:.3g}{}", value / u.unit, u.suffix);
	return std::abs(value) >= 999.5 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

double scale::at(double value) const
{
	const double share = log ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
	return from + share * (to - from);
}

std::vector<double> scale::ticks() const { return log ? log_ticks(low, high) : linear_ticks(low, high); }

} // namespace bench::svg
