/* src/hosted/riscv64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <kspawn/pt_regs.h>

#include "port.hpp"

namespace kspawn::hosted {

/// The words after f0 to f31 and fcsr describe vectors, which are not kept.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	constexpr size_t size = offsetof(ucontext_t, uc_mcontext) + offsetof(mcontext_t, __fpregs) + KSPAWN_USER_STATE_SIZE;
	memset(static_cast<void *>(&frame), 0, sizeof(frame));
	memcpy(reinterpret_cast<unsigned char *>(&frame) + offsetof(sigframe, uc), &context, size);
}

void set_host_regs(kspawn_pt_regs &regs)
{
	__asm__("mv %0, gp" : "=r"(regs.gp));
	regs.tp = host_tls();
	regs.s0_s1[0] = 0;
}

} // namespace kspawn::hosted
