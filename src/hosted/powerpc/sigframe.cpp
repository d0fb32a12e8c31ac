/* src/hosted/powerpc/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

#if KSPAWN_WORD == 4
const char port_name[] = "powerpc";
#elif __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
const char port_name[] = "powerpc64";
#else
const char port_name[] = "powerpc64le";
#endif

uintptr_t host_tls()
{
	uintptr_t tls;
#if KSPAWN_WORD == 8
	__asm__ volatile("mr %0, 13" : "=r"(tls));
#else
	__asm__ volatile("mr %0, 2" : "=r"(tls));
#endif
	return tls;
}

/// Also the pointer to the table of addresses, and the end of the back chain.
void set_host_regs(kspawn_pt_regs &regs)
{
#if KSPAWN_WORD == 8
	__asm__("mr %0, 2" : "=r"(regs.r[2]));
#endif
	kspawn_pt_regs_set_tls(&regs, host_tls());
	regs.r[31] = regs.lr = 0;
	*reinterpret_cast<uintptr_t *>(regs.r[1]) = 0;
}

/// Longer than the C library's ucontext_t. VSCR is not in QEMU's, and no handler has changed it yet.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(static_cast<void *>(&frame.uc), &context, sizeof(frame.uc));
#ifdef KSPAWN_USER_VECTORS
	unsigned char *const vscr = reinterpret_cast<unsigned char *>(&frame) + KSPAWN_SIGFRAME_VSCR;
	__asm__ volatile("mfvscr 0\n\tstvx 0, 0, %0" : : "r"(vscr) : "v0", "memory");
	static_assert(sizeof(frame.sp) + offsetof(rt_sigframe, uc.mcontext.vectors[1]) + 32 * 16 == KSPAWN_SIGFRAME_VSCR);
#endif
}

long port_syscall(kspawn_pt_regs &) { return -KSPAWN_ENOSYS; }

} // namespace kspawn::hosted
