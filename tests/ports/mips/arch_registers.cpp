/* tests/ports/mips/arch_registers.cpp: which registers may enter user mode, and where its state is */
#include <cstring>

#include "arch/registers.hpp"

namespace kspawn::test {
namespace {

using regs = kspawn_pt_regs;

register_change with(const char *name, uintptr_t bits, bool valid)
{
	return { name, valid, [bits](regs &r) { r.status |= bits; } };
}

register_change without(const char *name, uintptr_t bits)
{
	return { name, false, [bits](regs &r) { r.status &= ~bits; } };
}

} // namespace

/* CP0 Status. (MIPS64 PRA, 9.22) */
const std::vector<register_change> register_changes = {
	with("IM", 0xff00, true),
	with("CU1", 1u << 29, true),
	with("FR", 1u << 26, true),
	with("MX", 1u << 24, true),
	with("ERL", 1 << 2, false),
	with("supervisor and user", 1 << 3, false),
	with("BEV", 1u << 22, false),
	with("TS", 1u << 21, false),
	with("SR", 1u << 20, false),
	with("NMI", 1u << 19, false),
	with("RE", 1u << 25, false),
	with("RP", 1u << 27, false),
	with("CU0", 1u << 28, false),
	with("CU2", 1u << 30, false),
	with("CU3", 1u << 31, false),
	without("kernel", 1 << 4),
	without("no EXL", 1 << 1),
	without("no IE", 1),
	{ "zeroes", false, [](regs &r) { r.status = 0; } },
	{ "any pc", true, [](regs &r) { r.pc = UINTPTR_MAX; } },
	{ "any other register", true, [](regs &r) { memset(r.r, 0xff, sizeof(r.r)); } },
};

kspawn_pt_regs new_program(uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs r = {};
	r.pc = entry;
	r.r[29] = usp;
	r.status = sizeof(uintptr_t) == 8 ? 0xf3 : 0x13;
	return r;
}

/* In o32 the even registers. */
const std::vector<state_part> state_parts = { { 0, KSPAWN_USER_FCSR } };

void change_control(unsigned char *state)
{
	const uint32_t fcsr = 0xff80007f;
	memcpy(state + KSPAWN_USER_FCSR, &fcsr, sizeof(fcsr));
}

} // namespace kspawn::test
