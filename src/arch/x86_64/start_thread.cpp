/* x86_64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/contract.hpp>

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->ip = entry;
	regs->sp = usp;
	regs->cs = KSPAWN_USER_CS;
	regs->ss = KSPAWN_USER_SS;
	regs->flags = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	/// Beyond it an address is not user's, and SYSRET to the next byte would fault in the kernel.
	constexpr uint64_t user_end = 0x7fffffffffff;
	return regs->cs == KSPAWN_USER_CS && regs->ss == KSPAWN_USER_SS && regs->ip < user_end &&
	       (regs->flags & ~uint64_t(KSPAWN_USER_STATUS_FREE)) == KSPAWN_USER_STATUS && regs->tls < user_end;
}

static_assert(kspawn::keeps_contract<kspawn::port>);
