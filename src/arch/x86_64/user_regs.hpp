/* x86_64 user_regs.hpp: which registers may enter user mode, and which of them by SYSRET */
#ifndef KSPAWN_X86_64_USER_REGS_HPP
#define KSPAWN_X86_64_USER_REGS_HPP

#include <kspawn/pt_regs.h>

namespace {

/// `free`: the flags that may be any.
inline bool may_enter_user_mode(const kspawn_pt_regs &regs, uint64_t free = KSPAWN_USER_STATUS_FREE)
{
	/// Beyond it an address is not user's, and SYSRET to the next byte would fault in the kernel.
	constexpr uint64_t user_end = 0x7fffffffffff;
	return regs.ip < user_end && (regs.flags & ~free) == KSPAWN_USER_STATUS && regs.cs == KSPAWN_USER_CS &&
	       regs.ss == KSPAWN_USER_SS && regs.tls < user_end;
}

} // namespace

#endif
