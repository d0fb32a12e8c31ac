/* x86_64 sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/sigcontext.h, asm/ucontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_BELOW 128 /* the red zone: System V ABI, AMD64 supplement, 3.2.2 */
#define KSPAWN_SIGFRAME_ALIGN 64
#define KSPAWN_SIGFRAME_PAST 8  /* the return address */
#define KSPAWN_UCONTEXT_FLAGS 6 /* UC_SIGCONTEXT_SS, UC_STRICT_RESTORE_SS */
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	kspawn_sigset mask;
#define KSPAWN_RT_SIGFRAME        \
	uintptr_t return_address; \
	ucontext uc;              \
	kspawn_siginfo info;      \
	sigframe_fp fp;
#define KSPAWN_SIGCONTEXT_REGS(X) \
	X(r8)                     \
	X(r9) X(r10) X(r11) X(r12) X(r13) X(r14) X(r15) X(di) X(si) X(bp) X(bx) X(dx) X(ax) X(cx) X(sp) X(ip) X(flags) X(cs) X(ss)
#define KSPAWN_SIGFRAME_FP_KNOWN

namespace kspawn {

struct sigcontext {
	uint64_t r8, r9, r10, r11, r12, r13, r14, r15, di, si, bp, bx, dx, ax, cx, sp, ip, flags;
	uint16_t cs, gs, fs, ss;
	uint64_t err, trapno, oldmask, fault_address, fp, reserved[8];
};

/// The FXSAVE area. (AMD64 manual, volume 2, 11.4.4)
struct sigframe_fp {
	uint32_t state[6], mxcsr, mxcsr_mask, registers[108], software[12];
};

/// Bits of MXCSR that the processor has: FXRSTOR faults for others. Zero: the bits of the first processors with SSE.
static inline uint32_t fp_known(const sigframe_fp &own) { return own.mxcsr_mask ? own.mxcsr_mask : 0xffbf; }

/// Software's words say that no XSAVE area follows.
static inline void fp_to_linux(sigframe_fp &fp) { __builtin_memset(fp.software, 0, sizeof(fp.software)); }
static inline bool fp_from_linux(sigframe_fp &fp, uint32_t known) { return !(fp.mxcsr & ~known); }

static inline void set_handler_args(kspawn_pt_regs &r, uintptr_t sig, uintptr_t info, uintptr_t uc)
{
	r.di = sig, r.si = info, r.dx = uc;
}

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler)
{
	r.ip = handler;
	r.ax = 0;                      /* no vector registers are arguments */
	r.flags &= ~uint64_t(0x10500); /* TF DF RF */
}

/// CF PF AF ZF SF TF DF OF RF AC are the program's.
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &old)
{
	constexpr uint64_t own = 0x50dd5;
	r.flags = (r.flags & own) | (old.flags & ~own);
	r.cs |= 3, r.ss |= 3;
}

} // namespace kspawn
#endif
