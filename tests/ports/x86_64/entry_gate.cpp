/* tests/ports/x86_64/entry_gate.cpp: the number and the result share a register, and only one is overwritten */
#include <catch2/catch.hpp>

#include "entry_host.hpp"

using namespace kspawn_test;

TEST_CASE("the gate keeps the number where the result will be")
{
	const gate_entry e = through_gate([] { asm volatile("call kspawn_hosted_gate" : : "a"(4711ul), "c"(1ul) : "memory"); });
	CHECK(e.regs.ax == 4711);
	CHECK(e.regs.nr == 4711);
	CHECK(e.regs.cx == 1);
	CHECK(e.regs.cs == KSPAWN_USER_CS);
	CHECK(e.regs.ss == KSPAWN_USER_SS);
}
