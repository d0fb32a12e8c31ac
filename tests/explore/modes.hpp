/* tests/explore/modes.hpp: the ways in which the scenarios are explored */
#pragma once
#include "explorer/options.hpp"

namespace explore {

struct mode {
	const char *name;
	options with;
	bool every_run = false; /* without --full */
	bool any_time = false;  /* the scenarios of random walks alone */
};

inline const mode modes[] = {
	{ .name = "bound-2", .with = { .bound = 2 }, .every_run = true },
	{ .name = "random", .with = { .random = true, .max_exec = 300 }, .every_run = true },
	{ .name = "bound-3", .with = { .bound = 3, .max_exec = 150000 } },
	{ .name = "three-cpus", .with = { .vps = 3, .bound = 2, .max_exec = 150000 } },
	{ .name = "weak", .with = { .bound = 2, .weak = 1, .spurious = 1, .max_exec = 150000 } },
	{ .name = "tick", .with = { .bound = 2, .tick = true, .max_exec = 150000 } },
	{ .name = "plain", .with = { .bound = 1, .plain = true, .max_exec = 150000 } },
	{ .name = "unbounded", .with = { .bound = no_bound, .max_exec = 150000 } },
	{ .name = "programs", .with = { .spurious = 1, .random = true, .max_exec = 20000 }, .any_time = true },
};

} // namespace explore
