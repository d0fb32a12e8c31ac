/* i386 sigcontext.hpp: Linux's struct sigcontext_32 and how a signal handler begins (uapi asm/sigcontext.h;
 * arch/x86/kernel/signal_32.c)
 *
 * Every handler has the frame of one with SA_SIGINFO; sigreturn, by which others return, takes it back too. */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_PAST 4     /* the return address */
#define KSPAWN_SIGFRAME_PAST_OLD 8 /* and the number */
#define KSPAWN_SIGFRAME_SKEW 12    /* the stack is aligned at a call, not after it */
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	kspawn_sigset mask;
#define KSPAWN_RT_SIGFRAME        \
	uintptr_t return_address; \
	uintptr_t arguments[3];   \
	kspawn_siginfo info;      \
	ucontext uc;              \
	uint8_t code[8];          \
	sigframe_fp fp;
#define KSPAWN_SIGCONTEXT_REGS(X) \
	X(gs) X(fs) X(es) X(ds) X(di) X(si) X(bp) X(sp) X(bx) X(dx) X(cx) X(ax) X(ip) X(cs) X(flags) X(ss)

namespace kspawn {

struct sigcontext {
	uint32_t gs, fs, es, ds, di, si, bp, sp, bx, dx, cx, ax, trapno, err, ip, cs, flags, sp_at_signal, ss, fp, oldmask,
		fault_address;
};

/// What FSAVE writes, and the FXSAVE area, which counts. (AMD64 manual, volume 2, 11.4.4)
struct sigframe_fp {
	uint32_t environment[27], is_fxsave;
	alignas(16) uint32_t state[128];
};

static inline void fp_to_linux(sigframe_fp &fp)
{
	for (unsigned n = 0; n < 2; n++)
		fp.environment[n] = 0xffff0000 | (fp.state[0] >> (16 * n) & 0xffff);
	fp.environment[2] = 0xffff0000;
	for (unsigned n = 0; n < 8; n++)
		fp.environment[2] |= fp.state[1] >> n & 1 ? 0 : 3u << (2 * n); /* empty */
}

/// The bits of MXCSR that the first processors with SSE have: FXRSTOR faults for others.
static inline bool fp_from_linux(sigframe_fp &fp, uint32_t) { return !(fp.state[6] & ~0xffbfu); }

/// A handler may take its arguments from registers too.
static inline void set_handler_args(kspawn_pt_regs &r, uintptr_t sig, uintptr_t info, uintptr_t uc)
{
	r.ax = sig, r.dx = info, r.cx = uc;
}

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler)
{
	r.ip = handler;
	r.ds = r.es = KSPAWN_USER_SS;
	r.flags &= ~uintptr_t(0x10500); /* TF DF RF */
}

/// CF PF AF ZF SF TF DF OF RF AC are the program's.
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &old)
{
	constexpr uintptr_t own = 0x50dd5;
	r.flags = (r.flags & own) | (old.flags & ~own);
	r.cs |= 3, r.ss |= 3;
}

} // namespace kspawn
#endif
