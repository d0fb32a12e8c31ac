/* x86_64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/contract.hpp>

#include "user_regs.hpp"

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->ip = entry;
	regs->sp = usp;
	regs->cs = KSPAWN_USER_CS;
	regs->ss = KSPAWN_USER_SS;
	regs->flags = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs) { return may_enter_user_mode(*regs); }

static_assert(kspawn::keeps_contract<kspawn::port>);
