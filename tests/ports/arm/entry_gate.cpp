/* tests/ports/arm/entry_gate.cpp: the gate writes down the whole register file, in either instruction set */
#include <catch2/catch.hpp>

#include "entry_host.hpp"
#include "port.hpp"
#include "switch_to_host.hpp"

using namespace kspawn_test;

extern "C" {
void kspawn_test_call_from_arm(uint32_t words[16]);
void kspawn_test_call_from_thumb(uint32_t words[16]);
}

namespace {

constexpr uint32_t apsr = 0xf80f0000; /* N Z C V Q GE */

void check_call(void (*call)(uint32_t words[16]), uint32_t flags, uint32_t state)
{
	uint32_t words[16];
	for (uint32_t &word : words)
		word = uint32_t(counting());
	words[15] = flags;
	const kspawn_pt_regs regs = through_gate([&] { call(words); }).regs;
	words[12] = 0;
	for (int i = 0; i < 14; i++) {
		INFO("r" << i);
		CHECK(regs.r[i] == words[i]);
	}
	CHECK(regs.r[15] == words[14]);
	CHECK(regs.r[14] == words[14] + (state ? 1 : 0));
	CHECK(regs.cpsr == (KSPAWN_USER_STATUS | flags | state));
	CHECK(regs.tls == kspawn::hosted::host_tls());
	CHECK(regs.nr == words[7]);
	CHECK(regs.tls_rw == 0);
}

} // namespace

TEST_CASE("the gate keeps every register, the flags and the instruction set of its caller")
{
	for (uint32_t flags : { uint32_t(0), apsr, uint32_t(0x50050000), uint32_t(0xa80a0000) }) {
		check_call(kspawn_test_call_from_arm, flags, 0);
		check_call(kspawn_test_call_from_thumb, flags, KSPAWN_CPSR_T);
	}
}
