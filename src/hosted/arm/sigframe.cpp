/* src/hosted/arm/sigframe.cpp: between pt_regs and the host's signal frames */
#include <asm/unistd.h>
#include <cstring>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

/// The frame pointer of Thumb code and of Arm code.
void set_host_regs(kspawn_pt_regs &regs) { regs.r[7] = regs.r[11] = 0; }

/// With all records behind it.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(reinterpret_cast<unsigned char *>(&frame) + offsetof(sigframe, uc), &context, sizeof(context));
}

/// The private call set_tls(tls)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr != __ARM_NR_set_tls)
		return -KSPAWN_ENOSYS;
	regs.tls = regs.r[0];
	return 0;
}

} // namespace kspawn::hosted
