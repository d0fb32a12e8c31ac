/* tests/ports/i386/entry_gate.cpp: the gate keeps a program's segments, and C has its own */
#include <catch2/catch.hpp>

#include "entry_host.hpp"

using namespace kspawn_test;

namespace {

struct segments {
	unsigned ds, es, cs, ss;
};

segments now()
{
	segments s;
	asm volatile("mov %%ds, %0\n\t"
		     "mov %%es, %1\n\t"
		     "mov %%cs, %2\n\t"
		     "mov %%ss, %3"
		     : "=r"(s.ds), "=r"(s.es), "=r"(s.cs), "=r"(s.ss));
	return s;
}

void set(unsigned ds, unsigned es)
{
	asm volatile("mov %0, %%es\n\t"
		     "mov %1, %%ds"
		     :
		     : "r"(es), "r"(ds)
		     : "memory");
}

/// Calls the gate with these segments. `after` is what C has behind it.
gate_entry with_segments(unsigned ds, unsigned es, segments &after)
{
	const segments before = now();
	const gate_entry entry = through_gate([&] {
		asm volatile("mov %0, %%es\n\t"
			     "mov %1, %%ds\n\t"
			     "call kspawn_hosted_gate"
			     :
			     : "r"(es), "r"(ds)
			     : "memory");
	});
	after = now();
	set(before.ds, before.es);
	return entry;
}

} // namespace

TEST_CASE("the gate keeps the segments of a program, and C runs with the stack segment in ds and es")
{
	const segments own = now();
	segments after;
	for (const auto &[ds, es] : { std::pair(own.ss, own.ss), std::pair(0u, own.ss), std::pair(own.ss, 0u) }) {
		const gate_entry e = with_segments(ds, es, after);
		CHECK(e.regs.ds == ds);
		CHECK(e.regs.es == es);
		CHECK(e.regs.cs == own.cs);
		CHECK(e.regs.ss == own.ss);
		CHECK(after.ds == own.ss);
		CHECK(after.es == own.ss);
	}
}

TEST_CASE("the gate keeps the number where the result will be, and words without a meaning are zero")
{
	const gate_entry e = through_gate([] { asm volatile("call kspawn_hosted_gate" : : "a"(4711), "c"(1) : "memory"); });
	CHECK(e.regs.ax == 4711);
	CHECK(e.regs.nr == 4711);
	CHECK(e.regs.cx == 1);
	for (uintptr_t word : e.regs.unused)
		CHECK(word == 0);
}
