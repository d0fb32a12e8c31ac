/* x86_64 sysret_privileged.cpp: who leaves a system call by SYSRET */
#include <kspawn/arch.h>
#include <kspawn/arch/entry.h>

namespace {

/// TF would be honoured before the program's first instruction is done, RF is
/// lost. (Intel manual, volume 2, SYSRET)
constexpr uint64_t flag_tf = 1 << 8, flag_rf = 1 << 16;

} // namespace

/// Whoever has changed the registers since the call, an exec, a fork, a signal or
/// a tracer, has changed ip and not rcx, or wants rcx as it says.
bool kspawn_entry_sysret(const kspawn_pt_regs *regs)
{
	return regs->cx == regs->ip && regs->r11 == regs->flags && !(regs->flags & (flag_tf | flag_rf)) &&
	       kspawn_pt_regs_valid(regs);
}
