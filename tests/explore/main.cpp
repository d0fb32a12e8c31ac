/* tests/explore/main.cpp: every schedule of each scenario, in one mode after another
 *
 *	explore [--mode NAME] [--seed N] [--execs N] [--stop] [SCENARIO...]
 *	explore --list
 *
 * Without --mode, the modes of every run, and the checks of the explorer itself; a sample of the schedules, unless
 * KSPAWN_FULL is in the environment. The seed of a random walk is KSPAWN_SEED, or another one each time. --execs limits
 * the executions of a scenario. --stop ends at the first finding. */
#include <algorithm>
#include <cstdio>

#include "checks.hpp"
#include "command.hpp"
#include "scenarios/common.hpp"

using namespace explore;

namespace {

int passed, failed_n;

int usage()
{
	fprintf(stderr, "usage: explore [--mode NAME] [--seed N] [--execs N] [--stop] [SCENARIO...] | --list\n");
	return 2;
}

/// The command that shows a finding again, in its one execution if that has a seed.
void print_again(const wanted &w, const mode &m, const kernel::scenario &s, const finding &f)
{
	printf("explore: to see it again: %s --mode %s", w.program, m.name);
	if (m.with.random)
		printf(" --seed %lu --execs 1", static_cast<unsigned long>(f.seed));
	printf(" --stop %s\n", s.name);
}

void report(const wanted &w, const mode &m, const kernel::scenario &s, const stats &st, size_t before)
{
	const bool good = findings.size() == before && st.failed == 0;
	(good ? passed : failed_n)++;
	printf("%-7s %s: %s, %d processors, %lu executions%s\n", good ? "ok" : "FAILED", m.name, s.name, opt.vps,
	       static_cast<unsigned long>(st.execs), st.complete ? ", every schedule" : "");
	for (size_t i = before; i < findings.size(); i++) {
		printf("FOUND %lu times in %s: %s", static_cast<unsigned long>(findings[i].count), s.name,
		       findings[i].text.c_str());
		print_again(w, m, s, findings[i]);
	}
	fflush(stdout);
}

/// Small bounds first: the first finding has the fewest preemptions.
void play(const wanted &w, const mode &m, const kernel::scenario &s)
{
	const size_t before = findings.size();
	kernel::playing = &s;
	stats st;
	const bool all_bounds = !m.with.random && m.with.bound < no_bound;
	for (int bound = all_bounds ? 0 : m.with.bound; bound <= m.with.bound; bound++) {
		opt = m.with;
		opt.bound = bound;
		opt.vps = std::max(opt.vps, s.vps);
		opt.interrupts = s.interrupt != nullptr;
		opt.stop_first = w.stop;
		opt.seed = w.seed;
		if (const uint64_t most = execs_of(w, m))
			opt.max_exec = most;
		st = run();
		if (st.failed || findings.size() != before)
			break;
	}
	report(w, m, s, st, before);
}

void play_all(const wanted &w, const mode &m, const std::vector<kernel::scenario> &all)
{
	if (m.with.random)
		printf("%s: KSPAWN_SEED=%lu\n", m.name, static_cast<unsigned long>(w.seed));
	for (const kernel::scenario &s : all) {
		const bool named = w.scenarios.count(s.name);
		if (w.scenarios.empty() ? s.any_time == m.any_time && !s.control : named)
			play(w, m, s);
		if (w.stop && !findings.empty())
			return;
	}
}

} // namespace

int main(int argc, char **argv)
{
	wanted w;
	if (!parse(argc, argv, w))
		return usage();
	const auto all = kernel::all_scenarios();
	if (w.list) {
		for (const kernel::scenario &s : all)
			printf("%-22s %s\n", s.name, s.what);
		return 0;
	}
	for (const std::string &name : w.scenarios)
		if (std::none_of(all.begin(), all.end(), [&](const kernel::scenario &s) { return name == s.name; }))
			return usage();
	for (const mode &m : modes)
		if (is_wanted(w, m))
			play_all(w, m, all);
	if (!w.only_mode && w.scenarios.empty())
		check_explorer(all, passed, failed_n);
	if (is_sample(w))
		printf("a sample of the schedules: all with KSPAWN_FULL=1\n");
	printf("\nkspawn-test: %d passed, %d failed, 0 skipped\n", passed, failed_n);
	return failed_n ? 1 : 0;
}
