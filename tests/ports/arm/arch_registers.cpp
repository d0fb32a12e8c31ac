/* tests/ports/arm/arch_registers.cpp: which registers may enter user mode, and where its state is */
#include <cstring>

#include <catch2/catch.hpp>

#include "arch/registers.hpp"

namespace kspawn::test {
namespace {

using regs = kspawn_pt_regs;

register_change cpsr(const char *name, uint32_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.cpsr |= bits; } };
}

} // namespace

/* CPSR. (ARMv8-A ARM, G1.9.1) */
const std::vector<register_change> register_changes = {
	cpsr("NZCVQ", 0xf8000000, true),
	cpsr("GE", 0xf << 16, true),
	cpsr("Thumb", 1 << 5, true),
	cpsr("DIT", 1 << 21, true),
	cpsr("SSBS", 1 << 23, true),
	cpsr("IT in Thumb state", 0x0600fc20, true),
	cpsr("IT in ARM state", 1 << 25, false),
	cpsr("more IT in ARM state", 1 << 10, false),
	cpsr("FIQ mode", 1, false),
	cpsr("IRQ mode", 2, false),
	cpsr("supervisor mode", 3, false),
	cpsr("monitor mode", 6, false),
	cpsr("abort mode", 7, false),
	cpsr("hypervisor mode", 10, false),
	cpsr("undefined mode", 11, false),
	cpsr("system mode", 15, false),
	cpsr("F masked", 1 << 6, false),
	cpsr("I masked", 1 << 7, false),
	cpsr("A masked", 1 << 8, false),
	cpsr("big-endian", 1 << 9, false),
	cpsr("IL", 1 << 20, false),
	cpsr("PAN", 1 << 22, false),
	cpsr("Jazelle", 1 << 24, false),
	{ "26-bit mode", false, [](regs &r) { r.cpsr &= ~uint32_t(0x10); } },
	{ "any pc", true, [](regs &r) { r.r[15] = ~uint32_t(0); } },
	{ "any other register", true, [](regs &r) { memset(r.r, 0xff, sizeof(r.r)); } },
};

kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs r = {};
	r.r[15] = entry;
	r.r[13] = usp;
	r.cpsr = 0x10; /* user mode, ARM state */
	return r;
}

/* d0 to d31. */
const std::vector<state_part> state_parts = { { 0, 256 } };

void change_control(unsigned char *state)
{
	const uint32_t fpscr = 0xffc0009f; /* conditions, QC, AHP, DN, FZ, RMode, all exceptions */
	memcpy(state + KSPAWN_USER_FPSCR, &fpscr, sizeof(fpscr));
}

} // namespace kspawn::test

TEST_CASE("a program whose entry is odd starts in Thumb state, at an even address")
{
	kspawn_pt_regs r = {};
	kspawn_start_thread(&r, 0x10000003, 0x14000000);
	CHECK(r.r[15] == 0x10000002);
	CHECK(r.cpsr == 0x30);
	CHECK(kspawn_pt_regs_valid(&r));
}
