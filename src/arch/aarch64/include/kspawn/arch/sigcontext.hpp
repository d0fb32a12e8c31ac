/* aarch64 sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/sigcontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_POP_ALIGN 16
#define KSPAWN_RT_SIGFRAME   \
	kspawn_siginfo info; \
	ucontext uc;         \
	sigframe_fp fp;      \
	unsigned char unwritten[4096 - sizeof(sigframe_fp)];
#define KSPAWN_SIGCONTEXT_REGS(X) X(x) X(sp) X(pc) X(pstate)
#define KSPAWN_HANDLER_RETURN x[30]

namespace kspawn {

struct sigcontext {
	uint64_t fault_address, x[31], sp, pc, pstate, unused;
};

/// struct fpsimd_context, and at its end the record that ends all records. User state has FPSR and FPCR there.
struct sigframe_fp {
	uint32_t magic, size, fpsr, fpcr;
	unsigned char state[KSPAWN_USER_FPSR];
	uint32_t state_fpsr, state_fpcr;
	uint64_t end;
};
constexpr uint32_t fpsimd_magic = 0x46508001, fpsimd_size = offsetof(sigframe_fp, state_fpsr);

static inline void fp_to_linux(sigframe_fp &fp)
{
	fp.magic = fpsimd_magic, fp.size = fpsimd_size;
	fp.fpsr = fp.state_fpsr, fp.fpcr = fp.state_fpcr;
	fp.state_fpsr = fp.state_fpcr = 0;
}

static inline bool fp_from_linux(sigframe_fp &fp, uint32_t)
{
	fp.state_fpsr = fp.fpsr, fp.state_fpcr = fp.fpcr;
	return fp.magic == fpsimd_magic && fp.size == fpsimd_size;
}

/// Without TCO and BTYPE.
static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler)
{
	r.pc = handler;
	r.pstate &= ~uint64_t(1 << 25 | 3 << 10);
}

/// SPSR_EL1_AARCH64_RES0_BITS of Linux
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &) { r.pstate &= 0xf3201fdf; }

} // namespace kspawn
#endif
