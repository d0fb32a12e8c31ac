/* x86_64 start_thread.cpp: the registers of a new program, and which may enter user mode */
#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/contract.hpp>

namespace {

constexpr uint64_t flag_fixed = 1 << 1, flag_if = 1 << 9;
/// CF PF AF ZF SF TF DF OF RF AC ID; never IOPL, NT, VM, VIF and VIP. (AMD64 manual, volume 2, 3.1.6)
constexpr uint64_t flags_of_user = 0x250dd5;
/// Beyond it an address is not user's, and SYSRET to the next byte would fault in the kernel.
constexpr uint64_t user_end = 0x7fffffffffff;

} // namespace

void kspawn_start_thread(kspawn_pt_regs *regs, uintptr_t entry, uintptr_t usp)
{
	regs->ip = entry;
	regs->sp = usp;
	regs->cs = KSPAWN_USER_CS;
	regs->ss = KSPAWN_USER_SS;
	regs->flags = flag_fixed | flag_if;
}

bool kspawn_pt_regs_valid(const kspawn_pt_regs *regs)
{
	return regs->cs == KSPAWN_USER_CS && regs->ss == KSPAWN_USER_SS && regs->ip < user_end &&
	       (regs->flags & ~flags_of_user) == (flag_fixed | flag_if) && regs->tls < user_end;
}

static_assert(kspawn::keeps_contract<kspawn::port>);
