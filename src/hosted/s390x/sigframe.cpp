/* src/hosted/s390x/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstring>

#include <kspawn/pt_regs.h>

#include "port.hpp"

namespace kspawn::hosted {

/// With the vector registers, which the C library's ucontext_t does not have.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(&frame.uc, static_cast<const void *>(&context), sizeof(frame.uc));
}

/// TLS, no exception on overflow, the end of the back chain.
void set_host_regs(kspawn_pt_regs &regs)
{
	regs.tls = host_tls();
	regs.mask &= ~uint64_t(0x00003f0000000000);
	regs.r[11] = *reinterpret_cast<uintptr_t *>(regs.r[15]) = 0;
}

} // namespace kspawn::hosted
