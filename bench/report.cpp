/* bench/report.cpp: what was measured, for people and for programs */
#include "report.hpp"

#include <cstdlib>
#include <ctime>
#include <fstream>

#include <fmt/chrono.h>
#include <fmt/core.h>

using nlohmann::json;

namespace bench {
namespace {

std::string processor()
{
	std::ifstream file("/proc/cpuinfo");
	for (std::string line; std::getline(file, line);)
		if (line.rfind("model name", 0) == 0)
			return line.substr(line.find(':') + 2);
	return "unknown";
}

json to_json(const distribution &d)
{
	return { { "median", d.median }, { "p10", d.p10 }, { "p90", d.p90 }, { "min", d.least } };
}

} // namespace

json header(const plan &how, int cpu)
{
	double load[3] = {};
	if (getloadavg(load, 3) < 0)
		load[0] = -1;
	return {
		{ "date", fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::time(nullptr))) },
		{ "processor", processor() },
		{ "pinned to", cpu },
		{ "load", load[0] },
		{ "rounds", how.rounds },
		{ "sample ns", how.sample_ns },
		{ "seed", how.seed },
	};
}

json report(const contest &what, const result &r)
{
	json out = { { "name", what.name }, { "unit", what.unit }, { "dropped", r.dropped } };
	for (const std::string &name : r.names)
		out["contenders"].push_back({ { "name", name }, { "ns", to_json(r.time_of(name)) } });
	for (const goal &g : what.goals) {
		const distribution ratio = r.ratio(g.contender, g.peer);
		out["goals"].push_back({
			{ "name", g.name },
			{ "contender", g.contender },
			{ "peer", g.peer },
			{ "target", g.target },
			{ "ratio", to_json(ratio) },
			{ "met", ratio.median <= g.target },
		});
	}
	return out;
}

void print_header(const json &head)
{
	for (const auto &[key, value] : head.items())
		fmt::print("{:<10} {}\n", key, value.is_string() ? value.get<std::string>() : value.dump());
}

void print(const json &contest)
{
	fmt::print("\n{}, ns a {} ({} rounds dropped)\n", contest["name"].get<std::string>(), contest["unit"].get<std::string>(),
		   contest["dropped"].get<unsigned>());
	fmt::print("  {:<32} {:>10} {:>10} {:>10} {:>10}\n", "", "median", "p10", "p90", "min");
	for (const json &c : contest["contenders"])
		fmt::print("  {:<32} {:>10.2f} {:>10.2f} {:>10.2f} {:>10.2f}\n", c["name"].get<std::string>(),
			   c["ns"]["median"].get<double>(), c["ns"]["p10"].get<double>(), c["ns"]["p90"].get<double>(),
			   c["ns"]["min"].get<double>());
}

bool print_goals(const json &goals)
{
	bool all = true;
	fmt::print("\n");
	for (const json &g : goals) {
		all = all && g["met"].get<bool>();
		fmt::print("goal {:<50} at most {:.2f} x {}: {:.3f}, {}\n", g["name"].get<std::string>(), g["target"].get<double>(),
			   g["peer"].get<std::string>(), g["ratio"]["median"].get<double>(), g["met"].get<bool>() ? "met" : "missed");
	}
	return all;
}

} // namespace bench
