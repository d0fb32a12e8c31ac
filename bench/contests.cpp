/* bench/contests.cpp: who meets whom, and what is to be reached */
#include "contenders.hpp"

namespace bench {
namespace {

std::vector<contender> all_of(const std::vector<std::vector<contender>> &folders)
{
	std::vector<contender> all;
	for (const std::vector<contender> &folder : folders)
		all.insert(all.end(), folder.begin(), folder.end());
	return all;
}

contest switches()
{
	return {
		"switch, tight ping-pong",
		"switch",
		all_of({ layer0_switches(), boost_switches(), posix_switches() }),
		{
			{ "1a: a switch by the contract of kernel threads", "kspawn", "Boost fcontext", .25 },
			{ "1b: a switch by Boost's own contract", "kspawn with floating point", "Boost fcontext", .92 },
		},
	};
}

contest births()
{
	return {
		"create, run, finish, free",
		"thread",
		all_of({ layer0_births(), boost_births(), posix_births() }),
		{ { "3a: a thread of layer 0", "kspawn layer 0", "Boost fiber, pooled", .20 } },
	};
}

} // namespace

std::vector<contest> contests()
{
	return { switches(), births() };
}

std::vector<series> all_series()
{
	return { forks(), execs() };
}

} // namespace bench
