/* tests/standalone/switch_to_count.cpp: how many instructions a switch is, from its call to its return elsewhere */
#include <catch2/catch.hpp>

#include "switch_to_step.hpp"

using namespace kspawn_test;

namespace {

/* The floor: a store and a load of each register that is kept, or pair, or list, and
 * the return. A landing pad is one instruction. The rest, and why:
 * docs/performance-figures.md, "Instructions of a switch". The figures are in the port's .conf file. */
struct count {
	unsigned floor, pads, exact;
};

void check_count(const char *name, form *how, const count &wanted)
{
	const unsigned got = instructions_at(step_switch(how, [](uintptr_t, const task &, bool) {}));
	INFO(name << " of " << KSPAWN_PORT_NAME << " is " << got << " instructions, and its .conf file says " << wanted.exact
		  << ": floor " << wanted.floor << ", landing pads " << wanted.pads);
	CHECK(got == wanted.exact);
	CHECK_NO_COMPLAINTS();
}

} // namespace

TEST_CASE("a switch is exactly the instructions that its port's .conf file says")
{
	check_count("switch_to", kspawn_switch_to, { KSPAWN_FLOOR_SWITCH_TO, KSPAWN_COUNT_SWITCH_TO });
	check_count("switch_to_fp", kspawn_switch_to_fp, { KSPAWN_FLOOR_SWITCH_TO_FP, KSPAWN_COUNT_SWITCH_TO_FP });
}
