/* bench/print.cpp: the document as tables of text */
#include <map>
#include <set>

#include <fmt/core.h>

#include "report.hpp"

namespace bench {
namespace {

std::string text(const json &value)
{
	return value.is_string() ? value.get<std::string>() : value.is_null() ? "-" : value.dump();
}

double of(const json &distribution, const char *part) { return distribution.at(part).get<double>(); }

/// At most `target` of what: "0.25 x Boost fcontext", "1229 bytes".
std::string target_of(const json &goal)
{
	const double target = goal.at("target").get<double>();
	if (goal.at("peer").is_null())
		return fmt::format("{:.6g} {}", target, text(goal.at("unit")));
	return fmt::format("{:.3g} x {}", target, text(goal.at("peer")));
}

std::string measured_of(const json &goal)
{
	const json &d = goal.at("measured");
	if (d.is_null())
		return text(goal.at("failure"));
	return fmt::format("{:.4g} ({:.4g}..{:.4g})", of(d, "median"), of(d, "p10"), of(d, "p90"));
}

} // namespace

void print_header(const json &header)
{
	for (const auto &[key, value] : header.items())
		fmt::print("{:<20} {}\n", key, text(value));
}

void print_contest(const json &contest)
{
	fmt::print("\n{}, ns a {} ({} rounds, {} of them without a neighbour; {} dropped)\n", text(contest.at("name")),
		   text(contest.at("unit")), text(contest.value("rounds", json())), text(contest.value("alone", json())),
		   text(contest.at("dropped")));
	fmt::print("  {:<40} {:>10} {:>10} {:>10} {:>10} {:>10}\n", "", "median", "p10", "p90", "min", "ratio");
	for (const json &c : contest.at("contenders"))
		fmt::print("  {:<40} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.3f}\n", text(c.at("name")),
			   of(c.at("ns"), "median"), of(c.at("ns"), "p10"), of(c.at("ns"), "p90"), of(c.at("ns"), "min"),
			   of(c.at("ratio"), "median"));
	fmt::print("  ratio: to {}\n", text(contest.at("against")));
}

void print_series(const json &series)
{
	fmt::print("\n{}, {}, median of {} rounds\n", text(series.at("name")), text(series.at("unit")),
		   text(series.at("rounds")));
	std::set<uint64_t> sizes;
	for (const json &line : series.at("lines"))
		for (const json &p : line.at("points"))
			sizes.insert(p.at("size").get<uint64_t>());
	fmt::print("  {:<40}", text(series.at("axis")));
	for (const uint64_t size : sizes)
		fmt::print(" {:>10}", size);
	fmt::print("\n");
	std::string failures;
	for (const json &line : series.at("lines")) {
		std::map<uint64_t, std::string> cells;
		for (const json &p : line.at("points")) {
			const bool there = !p.at("value").is_null();
			cells[p.at("size").get<uint64_t>()] =
				there ? fmt::format("{:.2f}", of(p.at("value"), "median")) : "failed";
			if (!there)
				failures += fmt::format("  {} at {} failed: {}\n", text(line.at("name")), text(p.at("size")),
							text(p.at("failure")));
		}
		fmt::print("  {:<40}", text(line.at("name")));
		for (const uint64_t size : sizes)
			fmt::print(" {:>10}", cells[size]);
		fmt::print("\n");
	}
	fmt::print("{}", failures);
}

void print_counts(const json &counts)
{
	if (counts.empty())
		return;
	fmt::print("\ninstructions of one operation, exact\n");
	fmt::print("  {:<14} {:<26} {:>12} {:>10} {:>10} {:>10}\n", "port", "operation", "instructions", "bytes", "floor",
		   "Boost");
	for (const json &c : counts)
		fmt::print("  {:<14} {:<26} {:>12} {:>10} {:>10} {:>10}\n", text(c.at("port")), text(c.at("operation")),
			   text(c.at("instructions")), text(c.at("bytes")),
			   text(c.at("floor")) + (c.value("pads", 0) ? "+" + text(c.at("pads")) : ""), text(c.at("boost")));
}

void print_goals(const json &goals)
{
	std::map<std::string, size_t> count;
	fmt::print("\n");
	for (const json &g : goals) {
		count[verdict(g)]++;
		fmt::print("goal {:<52} at most {}: {}, {}\n", text(g.at("name")), target_of(g), measured_of(g), verdict(g));
	}
	fmt::print("{} goals met, {} missed", count["met"], count["missed"]);
	if (count["not judged"])
		fmt::print(", {} not judged: too few rounds in which the core had no neighbour", count["not judged"]);
	fmt::print("\n");
}

} // namespace bench
