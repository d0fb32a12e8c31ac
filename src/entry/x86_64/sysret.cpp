/* src/entry/x86_64/sysret.cpp: which system calls end by SYSRET */
#include <kspawn/arch/entry.h>

#include "user_regs.hpp"

namespace {

/// With TF the trap would come before the program's first instruction, and RF is
/// cleared. (Intel manual, volume 2, SYSRET)
constexpr uint64_t flag_tf = 1 << 8, flag_rf = 1 << 16;

} // namespace

/// SYSRET loads ip from rcx and flags from r11. If an exec, a signal or a tracer has
/// changed them, only IRET restores all registers.
bool kspawn_entry_sysret(const kspawn_pt_regs *regs)
{
	constexpr uint64_t free = KSPAWN_USER_STATUS_FREE & ~(flag_tf | flag_rf);
	return regs->cx == regs->ip && regs->r11 == regs->flags && may_enter_user_mode(*regs, free);
}
