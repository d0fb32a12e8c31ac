/* @PORT@ start_thread.cpp: the registers of a new program, and which may enter user mode */
/* missing: the status register of a new program, and which of its bits a user may set */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->pc = entry;
	regs->sp = usp;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *) { return false; }

static_assert(kspawn::keeps_contract<kspawn::port>);
