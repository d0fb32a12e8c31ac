/* src/hosted/mips/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>
#include <sys/syscall.h>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

static_assert(offsetof(rt_sigframe, uc.mcontext.fcsr) == KSPAWN_SIGFRAME_FCSR);

void set_host_regs(kspawn_pt_regs &regs) { regs.r[30] = 0; }

/// Also FCSR, which is not in QEMU's context and which no handler has changed yet.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(static_cast<void *>(&frame.uc), &context, sizeof(frame.uc));
	__asm__ volatile("cfc1 %0, $31" : "=r"(frame.uc.mcontext.fcsr));
}

/// In o32 Linux keeps f0 and f1 as one double at the even place, QEMU each in the low half of its own.
void join_halves(kspawn::sigframe_fp &fp)
{
	for (unsigned n = 0; n < (KSPAWN_WORD == 4 ? 32 : 0); n += 2)
		fp.state[n] = uint32_t(fp.state[n]) | fp.state[n + 1] << 32;
}

/// set_thread_area(tls)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr != SYS_set_thread_area)
		return -KSPAWN_ENOSYS;
	regs.tls = kspawn_pt_regs_arg(&regs, 0);
	return 0;
}

} // namespace kspawn::hosted
