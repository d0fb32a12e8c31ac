/* mips sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/sigcontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_BELOW 32 /* there an emulator of floating point may have code (arch/mips/kernel/signal.c) */
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	kspawn_sigset mask;
#define KSPAWN_RT_SIGFRAME           \
	uint32_t args[4], unused[2]; \
	kspawn_siginfo info;         \
	ucontext uc;
#define KSPAWN_SIGCONTEXT_REGS(X) X(r) X(pc) X(hi) X(lo)
#define KSPAWN_HANDLER_RETURN r[31]

namespace kspawn {

/// Registers have 64 bits in o32 too, and `state` a place for each of 32. has_fp is sc_used_math.
struct sigcontext {
#if KSPAWN_WORD == 4
	uint32_t regmask, status;
	uint64_t pc, r[32], state[32];
	uint32_t acx, fcsr, eir, has_fp, dsp;
	uint64_t hi, lo;
	uint32_t hi_lo_1_3[6];
#else
	uint64_t r[32], state[32], hi, hi_1_3[3], lo, lo_1_3[3], pc;
	uint32_t fcsr, has_fp, dsp, unused;
#endif
};
using sigframe_fp = sigcontext;

static inline void *state_fcsr(sigcontext &c)
{
	return reinterpret_cast<unsigned char *>(&c) + offsetof(sigcontext, state) + KSPAWN_USER_FCSR;
}

/// A double of o32 is in the even place, as Linux has it, and its high half in the odd one too, as QEMU has it.
static inline void fp_to_linux(sigcontext &c)
{
	__builtin_memcpy(&c.fcsr, state_fcsr(c), sizeof(c.fcsr));
	for (unsigned n = KSPAWN_WORD == 4 ? 16 : 0; n-- > 0;) {
		const uint64_t value = c.state[n];
		c.state[2 * n] = value;
		c.state[2 * n + 1] = value >> 32;
	}
}

/// Without the causes of exceptions.
static inline bool fp_from_linux(sigcontext &c, uint32_t)
{
	c.fcsr &= ~0x3f000u;
	for (unsigned n = 0; n < (KSPAWN_WORD == 4 ? 16 : 0); n++)
		c.state[n] = c.state[2 * n];
	__builtin_memcpy(state_fcsr(c), &c.fcsr, sizeof(c.fcsr));
	return true;
}

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = r.r[25] = handler; }
static inline void regs_from_linux(kspawn_pt_regs &, const kspawn_pt_regs &) {}

} // namespace kspawn
#endif
