/* tests/explore/command.hpp: what the command line and the environment ask for */
#pragma once
#include <set>
#include <string>

#include "modes.hpp"

namespace explore {

struct wanted {
	const char *program;
	const char *only_mode = nullptr;
	bool list = false, stop = false;
	uint64_t seed = 0, execs = 0;
	std::set<std::string> scenarios;
};

/// False if it is not understood.
bool parse(int argc, char **argv, wanted &w);
/// Only a sample of the schedules is asked for.
bool is_sample(const wanted &w);
/// The most executions of a scenario, or 0 for the mode's limit.
uint64_t execs_of(const wanted &w, const mode &m);
bool is_wanted(const wanted &w, const mode &m);

} // namespace explore
