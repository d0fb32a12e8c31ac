/* src/generic/start_thread.cpp: the registers of a new program, and which may enter user mode
 *
 * Where user mode is one word of pt_regs, KSPAWN_PT_REGS_STATUS: KSPAWN_USER_STATUS, of which a program may change
 * KSPAWN_USER_STATUS_FREE. Other ports have a file of this name. */
#include <kspawn/arch.h>
#include <kspawn/contract.hpp>

#ifndef KSPAWN_USER_STATUS_FREE
#define KSPAWN_USER_STATUS_FREE 0
#endif

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	kspawn_pt_regs_set_ip(regs, entry);
	kspawn_pt_regs_set_sp(regs, usp);
	regs->KSPAWN_PT_REGS_STATUS = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	constexpr KSPAWN_WORD_TYPE fixed = ~KSPAWN_WORD_TYPE(KSPAWN_USER_STATUS_FREE);
	return (regs->KSPAWN_PT_REGS_STATUS & fixed) == (KSPAWN_USER_STATUS & fixed);
}

static_assert(kspawn::keeps_contract<kspawn::port>);
