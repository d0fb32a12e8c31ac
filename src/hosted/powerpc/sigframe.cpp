/* src/hosted/powerpc/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <kspawn/pt_regs.h>

#include "port.hpp"

namespace kspawn::hosted {

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

#ifdef KSPAWN_USER_VECTORS
/// VSCR is not in QEMU's frames, and no handler has changed it yet. In 32 bits VRSAVE is in the same vector.
static void save_vscr(sigframe &frame)
{
	alignas(16) uint32_t vector[4];
	unsigned char *const at = reinterpret_cast<unsigned char *>(&frame) + KSPAWN_SIGFRAME_VSCR;
	__asm__ volatile("mfvscr 0\n\tstvx 0, 0, %0" : : "r"(vector) : "v0", "memory");
	if (KSPAWN_WORD == 4)
		memcpy(vector, at, sizeof(vector[0]));
	memcpy(at, vector, sizeof(vector));
}

constexpr size_t vscr_at = 16 * (KSPAWN_WORD == 8) + offsetof(rt_sigframe, uc.mcontext.vectors[KSPAWN_WORD == 8]) + 32 * 16;
static_assert(vscr_at == KSPAWN_SIGFRAME_VSCR);
#else
static void save_vscr(sigframe &) {}
#endif

/// Longer than the C library's ucontext_t.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	memcpy(static_cast<void *>(&frame.uc), &context, sizeof(frame.uc));
	save_vscr(frame);
}

} // namespace kspawn::hosted
