/* tests/explore/command.cpp: what the command line and the environment ask for */
#include "command.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>
#include <random>

namespace explore {
namespace {

void parse_words(int argc, char **argv, wanted &w, bool &valid)
{
	for (int i = 1; i < argc; i++) {
		const std::string a = argv[i];
		const auto value = [&] { return i + 1 < argc ? argv[++i] : (valid = false, argv[0]); };
		if (a == "--list")
			w.list = true;
		else if (a == "--stop")
			w.stop = true;
		else if (a == "--mode")
			w.only_mode = value();
		else if (a == "--seed")
			w.seed = strtoull(value(), nullptr, 0);
		else if (a == "--execs")
			w.execs = strtoull(value(), nullptr, 0);
		else if (a[0] == '-')
			valid = false;
		else
			w.scenarios.insert(a);
	}
}

uint64_t seed_of(const wanted &w)
{
	const char *given = getenv("KSPAWN_SEED");
	return w.seed ? w.seed : given ? strtoull(given, nullptr, 0) : std::random_device{}();
}

bool is_any_mode(const wanted &w)
{
	return std::any_of(std::begin(modes), std::end(modes), [&](const mode &m) { return is_wanted(w, m); });
}

} // namespace

bool parse(int argc, char **argv, wanted &w)
{
	bool valid = true;
	w.program = argv[0];
	parse_words(argc, argv, w, valid);
	w.seed = seed_of(w);
	return valid && is_any_mode(w);
}

bool is_sample(const wanted &w) { return !w.only_mode && !getenv("KSPAWN_FULL"); }

uint64_t execs_of(const wanted &w, const mode &m) { return w.execs ? w.execs : is_sample(w) ? m.sample : 0; }

bool is_wanted(const wanted &w, const mode &m) { return w.only_mode ? strcmp(w.only_mode, m.name) == 0 : m.sample != 0; }

} // namespace explore
