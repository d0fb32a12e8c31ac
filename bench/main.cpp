/* bench/main.cpp: kspawn-bench: measures or reads, then prints, writes and draws */
#include <fstream>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "progress.hpp"
#include "report.hpp"

namespace {

using bench::json;

struct files {
	std::string from, counts, json, html;
};

json read(const std::string &file)
{
	std::ifstream in(file);
	if (!in)
		throw std::runtime_error(file + " cannot be read");
	try {
		return json::parse(in);
	} catch (const json::exception &) {
		throw std::runtime_error(file + " is not JSON");
	}
}

/// Checked first, so that no minutes are lost on a result that cannot be written.
void check_writable(const std::string &file)
{
	if (!file.empty() && !std::ofstream(file, std::ios::app))
		throw std::runtime_error(file + " cannot be written");
}

void write(const std::string &file, const std::string &text)
{
	if (file.empty())
		return;
	std::ofstream out(file);
	out << text;
	out.close();
	if (!out)
		throw std::runtime_error(file + " cannot be written");
	fmt::print("written: {}\n", file);
}

/// Appends the goals of one contest or series to all goals.
void add(json &document, const char *where, json one)
{
	for (const json &goal : one["goals"])
		document["goals"].push_back(goal);
	one.erase("goals");
	document[where].push_back(std::move(one));
}

bool wanted(const std::string &name, const std::string &only) { return name.find(only) != std::string::npos; }

json measure_all(const bench::plan &how, const std::string &only)
{
	json all = { { "header", bench::header(how, bench::pin()) } };
	for (const char *part : { "contests", "series", "counts", "goals" })
		all[part] = json::array();
	for (const bench::contest &what : bench::contests())
		if (wanted(what.name, only))
			add(all, "contests", bench::report(what, bench::measure(what, how, bench::show_progress(what.name))));
	for (const bench::series &what : bench::all_series())
		if (wanted(what.name, only))
			add(all, "series", bench::report(what, bench::measure(what, how, bench::show_progress(what.name))));
	return all;
}

/// Replaces the figures of an earlier run.
void take_counts(json &document, const json &counts)
{
	document["counts"] = counts;
	json goals = json::array();
	for (const json &goal : document.at("goals"))
		if (goal.at("in") != "counts")
			goals.push_back(goal);
	for (const json &goal : bench::goals_of_counts(counts))
		goals.push_back(goal);
	document["goals"] = goals;
}

void print(const json &document)
{
	bench::print_header(document.at("header"));
	for (const json &contest : document.at("contests"))
		bench::print_contest(contest);
	for (const json &series : document.at("series"))
		bench::print_series(series);
	bench::print_counts(document.at("counts"));
	bench::print_goals(document.at("goals"));
}

bool complete(const json &document)
{
	for (const json &series : document.at("series"))
		for (const json &line : series.at("lines"))
			for (const json &point : line.at("points"))
				if (point.at("value").is_null())
					return false;
	return true;
}

int run(const bench::plan &how, const std::string &only, const files &f)
{
	check_writable(f.json);
	check_writable(f.html);
	const json counts = f.counts.empty() ? json() : read(f.counts).at("counts");
	json document = f.from.empty() ? measure_all(how, only) : read(f.from);
	if (!counts.is_null())
		take_counts(document, counts);
	print(document);
	write(f.json, document.dump(2) + '\n');
	if (!f.html.empty())
		write(f.html, bench::page(document));
	if (complete(document))
		return 0;
	fmt::print(stderr, "kspawn-bench: not everything could be measured, see above\n");
	return 1;
}

} // namespace

int main(int argc, char **argv)
{
	CLI::App app("kspawn against its peers, as ratios of one run");
	bench::plan how;
	files f;
	bool quick = false;
	std::string only;
	app.add_flag("--quick", quick, "a tenth of the rounds: a look, no measurement");
	app.add_option("--rounds", how.rounds, "rounds of samples")->check(CLI::Range(10u, 1000000u));
	app.add_option("--series-rounds", how.series_rounds, "rounds of each series")->check(CLI::Range(1u, 1000u));
	app.add_option("--seed", how.seed, "of the order within a round");
	app.add_option("--only", only, "what has this in its name");
	app.add_option("--counts", f.counts, "the instructions of operations on each port, a file of JSON");
	app.add_option("--from", f.from, "measure nothing: the results of an earlier run, a file of JSON");
	app.add_option("--json", f.json, "the results, for programs");
	app.add_option("--html", f.html, "the results, as a page");
	CLI11_PARSE(app, argc, argv);
	if (quick) {
		how.rounds /= 10;
		how.series_rounds = (how.series_rounds + 4) / 5;
		how.series_seconds /= 15;
		how.least_rounds = 1;
	}
	try {
		return run(how, only, f);
	} catch (const std::exception &e) {
		fmt::print(stderr, "kspawn-bench: {}\n", e.what());
		return 1;
	}
}
