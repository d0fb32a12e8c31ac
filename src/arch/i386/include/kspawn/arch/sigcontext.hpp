/* i386 sigcontext.hpp: Linux's struct sigcontext_32 and how a signal handler begins (uapi asm/sigcontext.h;
 * arch/x86/kernel/signal_32.c) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_PAST 4  /* the return address */
#define KSPAWN_SIGFRAME_SKEW 12 /* the stack is aligned at a call, not after it */
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	kspawn_sigset mask;
#define KSPAWN_RT_SIGFRAME                                   \
	uintptr_t return_address;                            \
	uintptr_t arguments[3];                              \
	kspawn_siginfo info;                                 \
	ucontext uc;                                         \
	uint8_t code[8];                                     \
	uint32_t unused[2]; /* the FXSAVE area is aligned */ \
	sigframe_fp fp;
/* struct sigframe_ia32: the handler's return address and its argument are popped before sigreturn. */
#define KSPAWN_NR_SIGRETURN 119
#define KSPAWN_OLD_SIGFRAME_PAST 8
#define KSPAWN_OLD_SIGFRAME       \
	uintptr_t return_address; \
	uintptr_t arguments[1];   \
	sigcontext mcontext;      \
	sigframe_fp unused_fp;    \
	uintptr_t mask_rest;      \
	uint8_t code[8];          \
	uint32_t unused[2];       \
	sigframe_fp fp;
#define KSPAWN_SIGCONTEXT_REGS(X) \
	X(gs) X(fs) X(es) X(ds) X(di) X(si) X(bp) X(sp) X(bx) X(dx) X(cx) X(ax) X(ip) X(cs) X(flags) X(ss)
#define KSPAWN_SIGFRAME_FP_KNOWN

namespace kspawn {

struct sigcontext {
	uint32_t gs, fs, es, ds, di, si, bp, sp, bx, dx, cx, ax, trapno, err, ip, cs, flags, sp_at_signal, ss, fp, oldmask,
		fault_address;
};

/// What FSAVE writes, then the FXSAVE area. Linux takes the x87 registers from the first, all others from the second, and so
/// does it here. (AMD64 manual, volume 2, 11.4.3 and 11.4.4; Linux, arch/x86/kernel/fpu/signal.c)
struct sigframe_fp {
	uint32_t control, status, tags, ip, cs_opcode, dp, ds;
	uint8_t st[8][10];
	uint32_t is_fxsave;
	uint32_t state[128];
};

/// Words of the FXSAVE area; software's say that no XSAVE area follows.
enum : unsigned {
	fx_control_status,
	fx_tags_opcode,
	fx_ip,
	fx_cs,
	fx_dp,
	fx_ds,
	fx_mxcsr,
	fx_mxcsr_mask,
	fx_st,
	fx_software = 116
};

static inline void fp_to_linux(sigframe_fp &fp)
{
	constexpr uint32_t ones = 0xffff0000; /* where a word is half used */
	fp.control = ones | fp.state[fx_control_status];
	fp.status = ones | fp.state[fx_control_status] >> 16;
	fp.tags = ones;
	fp.ip = fp.state[fx_ip];
	fp.cs_opcode = (fp.state[fx_cs] & 0xffff) | (fp.state[fx_tags_opcode] & ones);
	fp.dp = fp.state[fx_dp];
	fp.ds = ones | fp.state[fx_ds];
	for (unsigned n = 0; n < 8; n++) {
		fp.tags |= fp.state[fx_tags_opcode] >> n & 1 ? 0 : 3u << (2 * n); /* empty */
		__builtin_memmove(fp.st[n], &fp.state[fx_st + 4 * n], sizeof(fp.st[n]));
	}
	__builtin_memset(&fp.state[fx_software], 0, sizeof(fp.state) - 4 * fx_software);
}

/// The x87 part of the FXSAVE area becomes what the FSAVE area has.
static inline void join_x87(sigframe_fp &fp)
{
	fp.state[fx_control_status] = (fp.control & 0xffff) | fp.status << 16;
	fp.state[fx_tags_opcode] = fp.cs_opcode & 0xffff0000;
	fp.state[fx_ip] = fp.ip;
	fp.state[fx_cs] = fp.cs_opcode & 0xffff;
	fp.state[fx_dp] = fp.dp;
	fp.state[fx_ds] = fp.ds & 0xffff;
	for (unsigned n = 0; n < 8; n++) {
		fp.state[fx_tags_opcode] |= (fp.tags >> (2 * n) & 3) == 3 ? 0 : 1u << n;
		__builtin_memmove(&fp.state[fx_st + 4 * n], fp.st[n], sizeof(fp.st[n]));
	}
}

/// Bits of MXCSR that the processor has: FXRSTOR faults for others. Zero: the bits of the first processors with SSE.
static inline uint32_t fp_known(const sigframe_fp &own) { return own.state[fx_mxcsr_mask] ? own.state[fx_mxcsr_mask] : 0xffbf; }

static inline bool fp_from_linux(sigframe_fp &fp, uint32_t known)
{
	join_x87(fp);
	return !(fp.state[fx_mxcsr] & ~known);
}

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
