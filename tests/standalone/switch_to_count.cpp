/* tests/standalone/switch_to_count.cpp: how many instructions a switch is, from its call to its return elsewhere */
#include <catch2/catch.hpp>

#include <cstring>

#include "switch_to_step.hpp"

using namespace kspawn_test;

namespace {

/* The floor: a store and a load of each register that is kept, or pair, or list, and
 * the return. A landing pad is one instruction. The rest, and why:
 * docs/performance-figures.md, "Instructions of a switch". */
struct count {
	unsigned floor, pads, exact;
};

struct line {
	const char *port;
	unsigned word; /* bytes: mips is o32 and n64 */
	count integers, with_fp;
};

constexpr line table[] = {
	{"x86_64", 8, {15, 2, 22}, {20, 2, 27}},
	{"aarch64", 8, {17, 2, 24}, {25, 2, 34}},
	{"riscv64", 8, {29, 0, 35}, {53, 0, 63}},
	{"arm", 4, {4, 0, 8}, {6, 0, 14}},
	{"mips", 4, {25, 0, 30}, {37, 0, 46}},
	{"mips", 8, {25, 0, 32}, {41, 0, 52}},
};

const line *own_line()
{
	for (const line &l : table)
		if (std::strcmp(l.port, KSPAWN_PORT_NAME) == 0 && l.word == KSPAWN_WORD)
			return &l;
	return nullptr;
}

void check_count(const char *name, form *how, const count &wanted)
{
	const unsigned got = instructions_at(step_switch(how, [](uintptr_t, const task &, bool) {}));
	INFO(name << " of " << KSPAWN_PORT_NAME << " is " << got << " instructions, and its line of the table says "
		  << wanted.exact << ": floor " << wanted.floor << ", landing pads " << wanted.pads);
	CHECK(got == wanted.exact);
	CHECK_NO_COMPLAINTS();
}

} // namespace

TEST_CASE("a switch is exactly the instructions that the table of its port says")
{
	const line *own = own_line();
	REQUIRE(own);
	check_count("switch_to", kspawn_switch_to, own->integers);
	check_count("switch_to_fp", kspawn_switch_to_fp, own->with_fp);
}
