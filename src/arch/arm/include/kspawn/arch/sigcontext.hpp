/* arm sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/sigcontext.h; asm/ucontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_POP_ALIGN 8
#define KSPAWN_NR_SIGRETURN 119 /* the frame begins with the ucontext, which has these flags: */
#define KSPAWN_UCONTEXT_FLAGS_OLD 0x5ac3c35a
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	kspawn_sigset mask;  \
	unsigned char unused[128 - sizeof(kspawn_sigset)];
#define KSPAWN_RT_SIGFRAME   \
	kspawn_siginfo info; \
	ucontext uc;         \
	sigframe_fp fp;      \
	unsigned char unwritten[512 + 16 - sizeof(sigframe_fp)];
#define KSPAWN_SIGCONTEXT_REGS(X) X(r) X(cpsr)
#define KSPAWN_HANDLER_RETURN r[14]

namespace kspawn {

struct sigcontext {
	uint32_t trap_no, error_code, oldmask, r[16], cpsr, fault_address;
};

/// struct vfp_sigframe, and the word that ends all records.
struct sigframe_fp {
	uint32_t magic, size;
	unsigned char state[32 * 8];
	uint32_t fpscr, unused, fpexc, fpinst[2], padding, end;
};
constexpr uint32_t vfp_magic = 0x56465001, vfp_size = offsetof(sigframe_fp, end);

static inline void fp_to_linux(sigframe_fp &fp)
{
	fp.magic = vfp_magic, fp.size = vfp_size;
	__builtin_memmove(&fp.fpscr, fp.state + KSPAWN_USER_FPSCR, sizeof(fp.fpscr));
	fp.fpexc = 1 << 30; /* EN */
}

static inline bool fp_from_linux(sigframe_fp &fp, uint32_t)
{
	__builtin_memmove(fp.state + KSPAWN_USER_FPSCR, &fp.fpscr, sizeof(fp.fpscr));
	return fp.magic == vfp_magic && fp.size == vfp_size;
}

static inline void set_state(kspawn_pt_regs &r, uint32_t cpsr)
{
	r.cpsr = cpsr;
	r.r[15] &= cpsr & KSPAWN_CPSR_T ? ~1u : ~3u;
}

/// Bit 0 of the handler is Thumb state; no instruction of an IT block is left.
static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler)
{
	r.r[15] = handler;
	set_state(r, (r.cpsr & ~(KSPAWN_CPSR_T | 0x600fc00u)) | (handler & 1 ? KSPAWN_CPSR_T : 0));
}

/// Clears F and A.
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &) { set_state(r, r.cpsr & ~0x140u); }

} // namespace kspawn
#endif
