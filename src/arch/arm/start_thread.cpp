/* arm start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>
#include <kspawn/contract.hpp>

namespace {

constexpr uint32_t if_then = 3 << 25 | 0x3f << 10; /* of Thumb state alone */
/// N Z C V Q, IT, SSBS, DIT, GE, T; never J, PAN, E, a mask bit or another mode
/// than user. (ARMv8-A ARM, G1.9.1 SPSR)
constexpr uint32_t cpsr_of_user = 0xf8000000 | if_then | 1 << 23 | 1 << 21 | 0xf << 16 | KSPAWN_CPSR_T;

} // namespace

/// Bit 0 of the entry is the instruction set. (AAELF32, 5.5.3)
void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->r[15] = entry & ~uintptr_t(1);
	regs->r[13] = usp;
	regs->cpsr = KSPAWN_USER_STATUS | (entry & 1 ? KSPAWN_CPSR_T : 0);
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	const bool arm_with_it = !(regs->cpsr & KSPAWN_CPSR_T) && (regs->cpsr & if_then);
	return (regs->cpsr & ~cpsr_of_user) == KSPAWN_USER_STATUS && !arm_with_it;
}

static_assert(kspawn::keeps_contract<kspawn::port>);
