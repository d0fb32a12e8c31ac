/* aarch64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

namespace {

/// N Z C V, TCO, DIT, SS, SSBS, BTYPE; never PAN, a mask bit or another mode
/// than EL0t, which is zero. (Arm ARM, C5.2.19 SPSR_EL1)
constexpr uint64_t pstate_of_user = 0xf0000000 | 1 << 25 | 1 << 24 | 1 << 21 | 1 << 12 | 3 << 10;

} // namespace

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->pc = entry;
	regs->sp = usp;
	regs->pstate = 0;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs) { return (regs->pstate & ~pstate_of_user) == 0; }

static_assert(kspawn::keeps_contract<kspawn::port>);
