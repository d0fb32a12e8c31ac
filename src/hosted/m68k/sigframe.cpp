/* src/hosted/m68k/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/errno.h>
#include <kspawn/pt_regs.h>

#include "port.hpp"

namespace kspawn::hosted {

void set_host_regs(kspawn_pt_regs &regs) { regs.a[6] = 0; }

void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(static_cast<void *>(&frame.uc), &context, sizeof(frame.uc));
}

uintptr_t host_tls() { return uintptr_t(syscall(SYS_get_thread_area)); }

/// get_thread_area() and set_thread_area(tls)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr == SYS_get_thread_area)
		return long(regs.tls);
	if (regs.nr != SYS_set_thread_area)
		return -KSPAWN_ENOSYS;
	regs.tls = kspawn_pt_regs_arg(&regs, 0);
	return 0;
}

} // namespace kspawn::hosted
