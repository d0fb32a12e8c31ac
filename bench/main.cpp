/* bench/main.cpp: kspawn-bench: all contests, one after another */
#include <cstdio>
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include "report.hpp"

using nlohmann::json;

namespace {

/// On a terminal alone.
void show_progress(const std::string &name, unsigned done, unsigned all)
{
	if (!isatty(STDERR_FILENO) || (done % 16 && done != all))
		return;
	fmt::print(stderr, "\r{:<40} {:>3} %", name, done * 100 / all);
	if (done == all)
		fmt::print(stderr, "\r{:46}\r", "");
}

int run(const bench::plan &how, const std::string &file)
{
	json all = { { "header", bench::header(how, bench::pin()) }, { "goals", json::array() } };
	bench::print_header(all["header"]);
	for (const bench::contest &what : bench::contests()) {
		const bench::result r =
			bench::measure(what, how, [&](unsigned done) { show_progress(what.name, done, how.rounds); });
		json one = bench::report(what, r);
		bench::print(one);
		for (const json &goal : one["goals"])
			all["goals"].push_back(goal);
		one.erase("goals");
		all["contests"].push_back(one);
	}
	bench::print_goals(all["goals"]);
	if (file.empty())
		return 0;
	std::ofstream out(file);
	out << all.dump(2) << '\n';
	if (out.good())
		return 0;
	fmt::print(stderr, "kspawn-bench: {} cannot be written\n", file);
	return 1;
}

} // namespace

int main(int argc, char **argv)
{
	CLI::App app("kspawn against its peers, as ratios of one run");
	bench::plan how;
	bool quick = false;
	std::string file;
	app.add_flag("--quick", quick, "a tenth of the rounds: a look, no measurement");
	app.add_option("--rounds", how.rounds, "rounds of samples")->check(CLI::Range(10u, 1000000u));
	app.add_option("--seed", how.seed, "of the order within a round");
	app.add_option("--json", file, "the results, for programs");
	CLI11_PARSE(app, argc, argv);
	if (quick)
		how.rounds /= 10;
	try {
		return run(how, file);
	} catch (const std::exception &e) {
		fmt::print(stderr, "kspawn-bench: {}\n", e.what());
		return 1;
	}
}
