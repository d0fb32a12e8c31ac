/* tests/ports/x86_64/arch_registers.cpp: which registers may enter user mode, and where its state is */
#include <cstring>

#include "arch/registers.hpp"

namespace kspawn::test {
namespace {

using regs = kspawn_pt_regs;

register_change flags(const char *name, uint64_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.flags |= bits; } };
}

} // namespace

const std::vector<register_change> register_changes = {
	flags("arithmetic flags", 0x8d5, true),
	flags("TF", 0x100, true),
	flags("DF", 0x400, true),
	flags("RF", 0x10000, true),
	flags("AC", 0x40000, true),
	flags("ID", 0x200000, true),
	flags("IOPL 1", 0x1000, false),
	flags("IOPL 2", 0x2000, false),
	flags("NT", 0x4000, false),
	flags("VM", 0x20000, false),
	flags("VIF", 0x80000, false),
	flags("VIP", 0x100000, false),
	flags("reserved bit 3", 8, false),
	flags("reserved bit 22", 0x400000, false),
	flags("bit 63", 1ull << 63, false),
	{ "no IF", false, [](regs &r) { r.flags &= ~0x200ull; } },
	{ "no fixed bit", false, [](regs &r) { r.flags &= ~2ull; } },
	{ "kernel CS", false, [](regs &r) { r.cs = 0x10; } },
	{ "CS of ring 0 with the user's index", false, [](regs &r) { r.cs &= ~3ull; } },
	{ "kernel SS", false, [](regs &r) { r.ss = 0x18; } },
	{ "zero CS", false, [](regs &r) { r.cs = 0; } },
	{ "the last page's ip", true, [](regs &r) { r.ip = 0x7ffffffff000 - 1; } },
	{ "the last byte's ip, which SYSRET may not leave from", false, [](regs &r) { r.ip = 0x7fffffffffff; } },
	{ "a non-canonical ip", false, [](regs &r) { r.ip = 0x800000000000; } },
	{ "a kernel ip", false, [](regs &r) { r.ip = 0xffffffff80000000; } },
	{ "a non-canonical TLS", false, [](regs &r) { r.tls = 0x800000000000; } },
	{ "a kernel TLS", false, [](regs &r) { r.tls = 0xffffffff80000000; } },
	{ "any sp", true, [](regs &r) { r.sp = ~0ull; } },
	{ "any other register", true, [](regs &r) { memset(&r.r15, 0xff, offsetof(regs, ip) - offsetof(regs, r15)); } },
};

kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs r = {};
	r.ip = entry;
	r.sp = usp;
	r.cs = 0x33;
	r.ss = 0x2b;
	r.flags = 0x202;
	return r;
}

/* The FXSAVE area: st0 to st7, ten bytes each, and xmm0 to xmm15. (AMD64 manual, volume 2, 11.4.4) */
const std::vector<state_part> state_parts = { { 32, 42 },   { 48, 58 },   { 64, 74 },   { 80, 90 },  { 96, 106 },
					      { 112, 122 }, { 128, 138 }, { 144, 154 }, { 160, 416 } };

void change_control(unsigned char *state)
{
	const uint16_t fcw = 0x0f7f;
	const uint32_t mxcsr = 0xffc0;
	memcpy(state, &fcw, sizeof(fcw));
	memcpy(state + 24, &mxcsr, sizeof(mxcsr));
}

} // namespace kspawn::test
