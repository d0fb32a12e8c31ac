/* tests/ports/riscv64/arch_registers.cpp: which registers may enter user mode, and where its state is */
#include <cstring>

#include "arch/registers.hpp"

namespace kspawn::test {
namespace {

using regs = kspawn_pt_regs;

register_change set(const char *name, uint64_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.status |= bits; } };
}

register_change clear(const char *name, uint64_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.status &= ~bits; } };
}

} // namespace

/* sstatus. (Privileged Architecture, 4.1.1) */
const std::vector<register_change> register_changes = {
	set("FS dirty", 3 << 13, true),
	clear("FS off", 3 << 13, true),
	set("VS dirty", 3 << 9, true),
	set("XS dirty", 3 << 15, true),
	set("SD", 1ull << 63, true),
	set("SIE", 1 << 1, false),
	clear("interrupts off in user mode", 1 << 5, false),
	set("big-endian", 1 << 6, false),
	set("SPP", 1 << 8, false),
	set("SUM", 1 << 18, false),
	set("MXR", 1 << 19, false),
	clear("UXL reserved", 3ull << 32, false),
	set("UXL 128", 1ull << 32, false),
	set("reserved bit 0", 1, false),
	set("reserved bit 40", 1ull << 40, false),
	{ "UXL 32", false, [](regs &r) { r.status ^= 3ull << 32; } },
	{ "any pc", true, [](regs &r) { r.pc = ~0ull; } },
	{ "any sp", true, [](regs &r) { r.sp = ~0ull; } },
	{ "any other register", true, [](regs &r) { memset(&r, 0xff, offsetof(regs, status)); } },
};

kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs r = {};
	r.pc = entry;
	r.sp = usp;
	r.status = 2ull << 32 | 1 << 13 | 1 << 5; /* UXL 64, FS initial, SPIE */
	return r;
}

/* f0 to f31. */
const std::vector<state_part> state_parts = { { 0, 256 } };

void change_control(unsigned char *state)
{
	const uint32_t fcsr = 0x7f; /* rounding up, all exceptions */
	memcpy(state + KSPAWN_USER_FCSR, &fcsr, sizeof(fcsr));
}

} // namespace kspawn::test
