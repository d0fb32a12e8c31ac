/* tests/ports/mips/entry_gate.cpp: the gate writes down the whole register file, below it what a called function may use */
#include <catch2/catch.hpp>

#include "entry_host.hpp"
#include "entry_port.h"
#include "port.hpp"
#include "switch_to_host.hpp"

using namespace kspawn_test;

extern "C" void kspawn_test_call_gate(uintptr_t words[34]);

TEST_CASE("the gate keeps every register of its caller but t8, t9, k0 and k1, which are zero")
{
	uintptr_t words[34];
	for (uintptr_t &word : words)
		word = uintptr_t(counting());
	const gate_entry e = through_gate([&] { kspawn_test_call_gate(words); });
	for (int none : { 0, 24, 25, 26, 27 })
		words[none] = 0;
	for (int n = 0; n < 32; n++) {
		INFO("$" << n);
		CHECK(e.regs.r[n] == words[n]);
	}
	CHECK(e.regs.hi == words[32]);
	CHECK(e.regs.lo == words[33]);
	CHECK(e.regs.pc == words[31]);
	CHECK(e.regs.nr == words[2]);
	CHECK(e.regs.status == KSPAWN_USER_STATUS);
	CHECK(e.regs.tls == kspawn::hosted::host_tls());
	CHECK(e.regs_at - test_last_frame.sp == KSPAWN_CALL_AREA);
}
