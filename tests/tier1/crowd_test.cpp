/* tests/tier1/crowd_test.cpp: many switches among 1, 2 and 1,000 tasks */
#include <catch2/catch.hpp>

#include "threads.hpp"

namespace {

constexpr uint64_t switches = KSPAWN_EMULATED ? 20'000 : 1'000'000;
constexpr size_t share = 8 * 1024;
constexpr uint32_t crowds[] = { 1, 2, 1000 };
alignas(64) unsigned char memory[1000 * share];

void check_switches(form *const *ways, uint32_t count, form *wakes_by = kspawn_switch_to_fp, form *ends_by = kspawn_test_away)
{
	for (const uint32_t tasks : crowds) {
		const uint32_t ended =
			checkswitch::run({ tier1::seed(), switches, tasks, ways, count, memory, share, wakes_by, ends_by });
		CHECK(ended == tasks - 1);
		CHECK_NO_COMPLAINTS();
	}
}

void check_switches(form *way) { check_switches(&way, 1); }

} // namespace

TEST_CASE("switch_to keeps every register through many switches") { check_switches(kspawn_switch_to); }

TEST_CASE("switch_to_fp keeps every register through many switches") { check_switches(kspawn_switch_to_fp); }

TEST_CASE("the inline form keeps every register through many switches") { check_switches(kspawn_test_inline); }

TEST_CASE("the inline form with floating point keeps every register through many switches")
{
	check_switches(kspawn_test_inline_fp);
}

#ifdef KSPAWN_INLINE_SWITCH_COPIED
TEST_CASE("the inline form with a copy of the control words keeps every register through many switches")
{
	form *const way = kspawn_test_inline_control;
	check_switches(&way, 1, way, kspawn_test_away_control);
}
#endif

TEST_CASE("any form resumes what any other has left through many switches")
{
	check_switches(checkswitch::forms, checkswitch::forms_count);
}
