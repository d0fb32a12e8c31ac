/* m68k sigcontext.hpp: Linux's mcontext_t and how a signal handler begins (asm/ucontext.h; arch/m68k/kernel/signal.c) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGFRAME_ALIGN 8
#define KSPAWN_SIGFRAME_PAST 4 /* the return address */
#define KSPAWN_SIGFRAME_SKEW 0
#define KSPAWN_UCONTEXT_REST \
	sigcontext mcontext; \
	uint32_t filler[80]; \
	kspawn_sigset mask;
#define KSPAWN_RT_SIGFRAME        \
	uintptr_t return_address; \
	uintptr_t arguments[3];   \
	uint8_t code[8];          \
	kspawn_siginfo info;      \
	ucontext uc;
#define KSPAWN_SIGCONTEXT_REGS(X) X(d) X(a) X(sp) X(pc) X(sr)

namespace kspawn {

struct sigcontext {
	uint32_t version, d[8], a[7], sp, pc, sr, state[27];
};
using sigframe_fp = sigcontext;
constexpr uint32_t sigcontext_version = 2;

static inline void fp_to_linux(sigcontext &c) { c.version = sigcontext_version; }
static inline bool fp_from_linux(sigcontext &c, uint32_t) { return c.version == sigcontext_version; }

/// They are on the stack.
static inline void set_handler_args(kspawn_pt_regs &, uintptr_t, uintptr_t, uintptr_t) {}
static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = handler; }

/// The condition codes are the program's.
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &old) { r.sr = (r.sr & 0xff) | (old.sr & 0xff00); }

} // namespace kspawn
#endif
