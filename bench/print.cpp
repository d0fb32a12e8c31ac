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

double of(const json &distribution, const char *part)
{
	return distribution[part].get<double>();
}

/// At most `target` of what: "0.25 x Boost fcontext", "1229 bytes".
std::string target_of(const json &goal)
{
	const double target = goal["target"].get<double>();
	if (goal["peer"].is_null())
		return fmt::format("{:.6g} {}", target, text(goal["unit"]));
	return fmt::format("{:.3g} x {}", target, text(goal["peer"]));
}

std::string measured_of(const json &goal)
{
	const json &d = goal["measured"];
	if (d.is_null())
		return text(goal["failure"]);
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
	fmt::print("\n{}, ns a {} ({} rounds dropped)\n", text(contest["name"]), text(contest["unit"]),
		   text(contest["dropped"]));
	fmt::print("  {:<40} {:>10} {:>10} {:>10} {:>10} {:>10}\n", "", "median", "p10", "p90", "min", "ratio");
	for (const json &c : contest["contenders"])
		fmt::print("  {:<40} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.3f}\n", text(c["name"]),
			   of(c["ns"], "median"), of(c["ns"], "p10"), of(c["ns"], "p90"), of(c["ns"], "min"),
			   of(c["ratio"], "median"));
	fmt::print("  ratio: to {}\n", text(contest["against"]));
}

void print_series(const json &series)
{
	fmt::print("\n{}, {}, median of {} rounds\n", text(series["name"]), text(series["unit"]),
		   text(series["rounds"]));
	std::set<uint64_t> sizes;
	for (const json &line : series["lines"])
		for (const json &p : line["points"])
			sizes.insert(p["size"].get<uint64_t>());
	fmt::print("  {:<40}", text(series["axis"]));
	for (const uint64_t size : sizes)
		fmt::print(" {:>10}", size);
	fmt::print("\n");
	std::string failures;
	for (const json &line : series["lines"]) {
		std::map<uint64_t, std::string> cells;
		for (const json &p : line["points"]) {
			const bool there = !p["value"].is_null();
			cells[p["size"].get<uint64_t>()] =
				there ? fmt::format("{:.2f}", of(p["value"], "median")) : "failed";
			if (!there)
				failures += fmt::format("  {} at {} failed: {}\n", text(line["name"]), text(p["size"]),
							text(p["failure"]));
		}
		fmt::print("  {:<40}", text(line["name"]));
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
	fmt::print("  {:<14} {:<26} {:>12} {:>10} {:>10} {:>10}\n", "port", "operation", "instructions", "bytes",
		   "floor", "Boost");
	for (const json &c : counts)
		fmt::print("  {:<14} {:<26} {:>12} {:>10} {:>10} {:>10}\n", text(c["port"]), text(c["operation"]),
			   text(c["instructions"]), text(c["bytes"]), text(c["floor"]), text(c["boost"]));
}

void print_goals(const json &goals)
{
	size_t met = 0;
	fmt::print("\n");
	for (const json &g : goals) {
		met += g["met"].get<bool>();
		fmt::print("goal {:<52} at most {}: {}, {}\n", text(g["name"]), target_of(g), measured_of(g),
			   g["met"].get<bool>() ? "met" : "missed");
	}
	fmt::print("{} goals met, {} missed\n", met, goals.size() - met);
}

} // namespace bench
