/* tests/standalone/checkswitch_test.cpp: a million switches among 1, 2 and 1,000 tasks */
#include <catch2/catch.hpp>

#include <cstdio>
#include <string>
#include <vector>

#include "checkswitch.hpp"
#include "seed.hpp"

namespace {

constexpr std::uint64_t switches = KSPAWN_EMULATED ? 100'000 : 1'000'000;
constexpr std::size_t share = 8 * 1024;
constexpr std::uint32_t crowds[] = {1, 2, 1000};

unsigned complaints;

void check_switches(const char *what, const std::vector<form *> &ways)
{
	for (const std::uint32_t tasks : crowds) {
		std::vector<unsigned char> memory(tasks * share);
		complaints = 0;
		std::printf("%s: %llu switches among %u tasks\n", what, static_cast<unsigned long long>(switches), unsigned(tasks));
		const auto ended = checkswitch::run({kspawn_test::seed(), switches, tasks, ways.data(),
						     std::uint32_t(ways.size()), memory.data(), share});
		CHECK(ended == tasks - 1);
		CHECK(complaints == 0);
	}
}

} // namespace

/// The stack is a small one: what is wrong is printed at once, and only the first of it.
void checkswitch_complain(const char *what, std::uint64_t got, std::uint64_t wanted)
{
	if (complaints++ < 20)
		std::printf("%s is 0x%llx, not 0x%llx\n", what, static_cast<unsigned long long>(got),
			    static_cast<unsigned long long>(wanted));
}

TEST_CASE("switch_to keeps every register through a million switches")
{
	check_switches("switch_to", {kspawn_switch_to});
}

TEST_CASE("switch_to_fp keeps every register through a million switches")
{
	check_switches("switch_to_fp", {kspawn_switch_to_fp});
}

TEST_CASE("the inline form keeps every register through a million switches")
{
	check_switches("switch_inline", {kspawn_test_inline});
}

TEST_CASE("the inline form with floating point keeps every register through a million switches")
{
	check_switches("switch_inline_fp", {kspawn_test_inline_fp});
}

TEST_CASE("any form resumes what any other has left through a million switches")
{
	check_switches("any form", {std::begin(checkswitch::forms), std::end(checkswitch::forms)});
}
