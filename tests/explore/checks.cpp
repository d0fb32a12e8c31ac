/* tests/explore/checks.cpp: whether the explorer itself is right: its pruning loses no order of events, and each
 * mode finds a bug that only it can find */
#include "checks.hpp"

#include <cstdio>
#include <cstring>

namespace explore {
namespace {

const kernel::scenario &named(const std::vector<kernel::scenario> &all, const char *name)
{
	for (const kernel::scenario &s : all)
		if (strcmp(s.name, name) == 0)
			return s;
	fail(std::string("no such scenario: ") + name);
}

uint64_t ends_of(const kernel::scenario &s, options with, bool cache)
{
	kernel::playing = &s;
	opt = with;
	opt.cache = cache;
	opt.count_ends = true;
	return run().ends;
}

bool says(const char *what, const char *name, bool good)
{
	printf("%-7s %s: %s\n", good ? "ok" : "FAILED", what, name);
	return good;
}

/// Every partial order of a whole execution is reached with the pruning as without.
bool check_pruning(const kernel::scenario &s, const options &with)
{
	const uint64_t pruned = ends_of(s, with, true), all = ends_of(s, with, false);
	return says("the pruning loses no order of events", s.name, pruned == all && all > 1);
}

bool is_found(const kernel::scenario &s, const options &with)
{
	kernel::playing = &s;
	opt = with;
	opt.stop_first = true;
	findings.clear();
	run();
	const bool found = !findings.empty();
	findings.clear();
	return found;
}

/// A seeded bug: found with the mode, and not without.
bool check_control(const kernel::scenario &s, const options &with, const options &without)
{
	return says("its bug is found in this mode alone", s.name, is_found(s, with) && !is_found(s, without));
}

} // namespace

void check_explorer(const std::vector<kernel::scenario> &all, int &passed, int &failed)
{
	const auto count = [&](bool good) { (good ? passed : failed)++; };
	for (const char *name : { "kt-stop", "kill-exit", "fork-wait", "wake-first", "queues-wake", "queues-park", "wait-sigchld",
				  "parent-died", "signal-exit" })
		count(check_pruning(named(all, name), { .bound = 1 }));
	count(check_pruning(named(all, "kt-ends-stop"), { .bound = 1, .weak = 1, .spurious = 1, .tick = true }));
	count(check_pruning(named(all, "irq-wake"), { .bound = 1, .interrupts = true }));
	count(check_control(named(all, "control-weak"), { .bound = 1, .weak = 1 }, { .bound = 3 }));
	count(check_control(named(all, "control-spurious"), { .bound = 1, .spurious = 1 }, { .bound = 3 }));
	count(check_control(named(all, "control-interrupt"), { .bound = 1, .interrupts = true }, { .bound = 3 }));
}

} // namespace explore
