/* tests/explore/modes.hpp: the ways in which the scenarios are explored */
#pragma once
#include "explorer/options.hpp"

namespace explore {

struct mode {
	const char *name;
	options with;
	uint64_t sample = 0;   /* executions of a scenario in every run; 0: not in every run */
	bool any_time = false; /* the scenarios of random walks alone */
};

/* CMakeLists.txt reads the names: a mode without a sample is a test of its own. */
inline const mode modes[] = {
	{ .name = "bound-2", .with = { .bound = 2 }, .sample = 3000 },
	{ .name = "random", .with = { .random = true, .max_exec = 10000 }, .sample = 200 },
	{ .name = "bound-3", .with = { .bound = 3, .max_exec = 150000 } },
	{ .name = "three-cpus", .with = { .vps = 3, .bound = 2, .max_exec = 150000 } },
	{ .name = "weak", .with = { .bound = 2, .weak = 1, .spurious = 1, .max_exec = 150000 } },
	{ .name = "tick", .with = { .bound = 2, .tick = true, .max_exec = 150000 } },
	{ .name = "plain", .with = { .bound = 2, .plain = true, .max_exec = 150000 } },
	{ .name = "unbounded", .with = { .bound = no_bound, .max_exec = 150000 } },
	{ .name = "programs", .with = { .spurious = 1, .random = true, .max_exec = 20000 }, .any_time = true },
};

} // namespace explore
