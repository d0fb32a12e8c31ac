/* s390x sigcontext.hpp: Linux's _sigregs and how a signal handler begins (uapi asm/sigcontext.h, asm/ucontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGCONTEXT_REGS(X) X(mask) X(pc) X(r) X(tls)
#define KSPAWN_HANDLER_RETURN r[14]
/* The vector registers, which a program of this port does not have. */
#define KSPAWN_UCONTEXT_REST                               \
	sigcontext mcontext;                               \
	kspawn_sigset mask;                                \
	unsigned char unused[128 - sizeof(kspawn_sigset)]; \
	unsigned char vectors[16 * 8 + 16 * 16 + 128];
#define KSPAWN_RT_SIGFRAME                      \
	unsigned char called[KSPAWN_CALL_AREA]; \
	uint16_t svc_insn;                      \
	kspawn_siginfo info;                    \
	ucontext uc;

namespace kspawn {

struct sigcontext {
	uint64_t mask, pc, r[16], tls;
	uint32_t state[14], fpc, padding;
	uint64_t f[16];
};
using sigframe_fp = sigcontext;

static inline void fp_to_linux(sigcontext &) {}

/// LFPC refuses unassigned bits and rounding modes. (z/Architecture Principles of Operation, "Floating-Point-Control Register")
static inline bool fp_from_linux(sigcontext &c, uint32_t) { return !(c.fpc & 0x03030088) && (!(c.fpc & 4) || (c.fpc & 7) == 7); }

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler)
{
	r.pc = handler;
	r.mask &= ~0x0000c00000000000; /* primary-space mode */
}

/// Address spaces and modes, condition code and program mask are the program's; never the home space.
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &old)
{
	constexpr uint64_t own = 0x0000ff0180000000, home = 0x0000c00000000000;
	r.mask = (r.mask & own) | (old.mask & ~own);
	if ((r.mask & home) == home)
		r.mask &= ~home;
}

} // namespace kspawn
#endif
