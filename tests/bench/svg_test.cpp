/* tests/bench/svg_test.cpp: where the pictures of the benchmark put what was measured */
#include <catch2/catch.hpp>

#include "svg.hpp"

using namespace bench::svg;

namespace {

bool has(const std::string &text, const std::string &part) { return text.find(part) != std::string::npos; }

size_t count(const std::string &text, const std::string &part)
{
	size_t n = 0;
	for (size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
		n++;
	return n;
}

/// Of the first element that begins so.
std::string attribute(const std::string &text, const std::string &element, const std::string &name)
{
	const size_t at = text.find(name + "='", text.find(element) + element.size()) + name.size() + 2;
	return text.substr(at, text.find('\'', at) - at);
}

bars two_bars(double large)
{
	bars chart = { "id", "a <title>", "description", "axis", true, {} };
	chart.rows.push_back({ "one", "note", 1, 1, 1, "other", {} });
	chart.rows.push_back({ "two", "note", large, large / 2, large * 2, "met", { { .5, "target" } } });
	return chart;
}

} // namespace

TEST_CASE("a scale puts its ends at its ends, and equal ratios at equal distances")
{
	const scale linear = { 0, 10, 100, 200, false };
	CHECK(linear.at(0) == 100);
	CHECK(linear.at(5) == 150);
	const scale log = { 1, 100, 300, 100, true };
	CHECK(log.at(1) == 300);
	CHECK(log.at(10) == Approx(200));
	CHECK(log.at(100) == 100);
}

TEST_CASE("ticks are round, and within")
{
	CHECK(scale{ 0, 10, 0, 1, false }.ticks() == std::vector<double>{ 0, 2, 4, 6, 8, 10 });
	CHECK(scale{ .9, 11, 0, 1, true }.ticks() == std::vector<double>{ 1, 2, 5, 10 });
	CHECK(scale{ .5, 2e6, 0, 1, true }.ticks().size() == 7);
	for (const double high : { .003, 1., 1.04, 7., 65., 1234., 5e9 }) {
		const size_t n = scale{ 0, high, 0, 1, false }.ticks().size();
		CHECK((n >= 3 && n <= 11));
	}
}

TEST_CASE("numbers are short, and text cannot become markup")
{
	CHECK(short_number(.2503) == "0.25");
	CHECK(short_number(2.846) == "2.85");
	CHECK(short_number(7926) == "7926");
	CHECK(short_number(65536) == "65.5k");
	CHECK(short_number(1e6) == "1M");
	CHECK(short_number(0) == "0");
	CHECK(escaped("<a href='b'>&\"") == "&lt;a href=&#39;b&#39;&gt;&amp;&quot;");
}

TEST_CASE("bars have a title, a description, a whisker and a target")
{
	const std::string text = draw(two_bars(1.5));
	CHECK(has(text, "role='img' aria-labelledby='id-t id-d'"));
	CHECK(has(text, "<title id='id-t'>a &lt;title&gt;</title><desc id='id-d'>description</desc>"));
	CHECK(count(text, "<rect") == 2);
	CHECK(count(text, "class='whisker'") == 1);
	CHECK(count(text, "class='target'") == 1);
	CHECK(count(text, "class='one'") == 1);
}

TEST_CASE("bars of ratios begin at 0, or at 1 where the scale is logarithmic")
{
	CHECK(has(draw(two_bars(1.5)), "<rect class='other' x='6.0'"));
	const std::string wide = draw(two_bars(1000));
	const std::string one = attribute(wide, "<line class='one' ", "x1");
	CHECK(one != "6.0");
	CHECK(attribute(wide, "<rect class='other' ", "x") == one);
	CHECK(attribute(wide, "<rect class='met' ", "x") == one);
	CHECK(has(wide, ">1k</text>") + has(wide, ">1000</text>") == 1);
}

TEST_CASE("curves have a path each, a point each, and a legend")
{
	curves chart = { "id", "title", "description", "size", "ns", {} };
	chart.lines.push_back({ "ours", { { 10, 1, .9, 1.1 }, { 100, 2, 2, 2 } } });
	chart.lines.push_back({ "theirs", { { 10, 5, 5, 5 } } });
	chart.lines.push_back({ "failed", {} });
	const std::string text = draw(chart);
	CHECK(count(text, "class='whisker'") == 1);
	CHECK(count(text, "class='dot line0'") == 3);
	CHECK(count(text, "class='dot line1'") == 2);
	CHECK(has(text, ">theirs</text>"));
	CHECK(!has(text, "nan"));
	CHECK(!has(text, "inf"));
}

TEST_CASE("pictures of nothing are pictures")
{
	for (const std::string &text :
	     { draw(bars{ "id", "t", "d", "a", true, {} }), draw(bars{ "id", "t", "d", "a", false, {} }),
	       draw(curves{ "id", "t", "d", "x", "y", {} }) }) {
		CHECK(!has(text, "nan"));
		CHECK(!has(text, "inf"));
	}
}
