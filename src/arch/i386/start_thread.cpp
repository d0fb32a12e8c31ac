/* i386 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/contract.hpp>

namespace {

/// No segment, or one of user mode. Whether there is one, the processor sees when the kernel's exit loads it.
bool is_user_segment(uintptr_t selector) { return !(selector & ~3u) || ((selector & 3) == 3 && selector < 0x10000); }

} // namespace

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->ip = entry;
	regs->sp = usp;
	regs->cs = KSPAWN_USER_CS;
	regs->ss = regs->ds = regs->es = KSPAWN_USER_SS;
	regs->flags = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	return regs->cs == KSPAWN_USER_CS && regs->ss == KSPAWN_USER_SS &&
	       (regs->flags & ~uintptr_t(KSPAWN_USER_STATUS_FREE)) == KSPAWN_USER_STATUS && is_user_segment(regs->ds) &&
	       is_user_segment(regs->es) && is_user_segment(regs->fs) && is_user_segment(regs->gs);
}

static_assert(kspawn::keeps_contract<kspawn::port>);
