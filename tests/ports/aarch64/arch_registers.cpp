/* tests/ports/aarch64/arch_registers.cpp: which registers may enter user mode, and where its state is */
#include <cstring>

#include "arch/registers.hpp"

namespace kspawn::test {
namespace {

using regs = kspawn_pt_regs;

register_change pstate(const char *name, uint64_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.pstate |= bits; } };
}

} // namespace

/* SPSR_EL1. (Arm ARM, C5.2.19) */
const std::vector<register_change> register_changes = {
	pstate("NZCV", 0xf0000000, true),
	pstate("TCO", 1 << 25, true),
	pstate("DIT", 1 << 24, true),
	pstate("SS", 1 << 21, true),
	pstate("SSBS", 1 << 12, true),
	pstate("BTYPE", 3 << 10, true),
	pstate("EL1t", 4, false),
	pstate("EL1h", 5, false),
	pstate("EL2h", 9, false),
	pstate("EL3h", 13, false),
	pstate("SP of the exception level", 1, false),
	pstate("AArch32", 1 << 4, false),
	pstate("F masked", 1 << 6, false),
	pstate("I masked", 1 << 7, false),
	pstate("A masked", 1 << 8, false),
	pstate("D masked", 1 << 9, false),
	pstate("IL", 1 << 20, false),
	pstate("PAN", 1 << 22, false),
	pstate("UAO", 1 << 23, false),
	pstate("reserved bit 32", 1ull << 32, false),
	{ "any pc", true, [](regs &r) { r.pc = ~0ull; } },
	{ "any sp", true, [](regs &r) { r.sp = ~0ull; } },
	{ "any other register", true, [](regs &r) { memset(r.x, 0xff, sizeof(r.x)); } },
};

kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs r = {};
	r.pc = entry;
	r.sp = usp;
	return r;
}

/* v0 to v31. */
const std::vector<state_part> state_parts = { { 0, 512 } };

void change_control(unsigned char *state)
{
	const uint32_t fpsr = 0x0800001f, fpcr = 0x07c00000;
	memcpy(state + KSPAWN_USER_FPSR, &fpsr, sizeof(fpsr));
	memcpy(state + KSPAWN_USER_FPCR, &fpcr, sizeof(fpcr));
}

} // namespace kspawn::test
