/* loongarch64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->pc = entry;
	regs->r[3] = usp;
	regs->prmd = KSPAWN_USER_PRMD;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs) { return regs->prmd == KSPAWN_USER_PRMD; }

static_assert(kspawn::keeps_contract<kspawn::port>);
