/* mips start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

namespace {

/// Status: CU1, FR, MX, IM7 to IM0; never CU0, ERL, BEV, another KSU than user,
/// or EXL off, with which ERET would not leave. (MIPS64 PRA, 9.22)
constexpr uintptr_t status_of_host = 1u << 29 | 1u << 26 | 1u << 24 | 0xff00;

} // namespace

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->pc = entry;
	regs->r[29] = usp;
	regs->status = KSPAWN_USER_STATUS;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	return (regs->status & ~status_of_host) == (KSPAWN_USER_STATUS & ~status_of_host);
}

static_assert(kspawn::keeps_contract<kspawn::port>);
