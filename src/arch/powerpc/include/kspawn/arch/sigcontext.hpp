/* powerpc sigcontext.hpp: Linux's mcontext and how a signal handler begins (uapi asm/sigcontext.h, asm/ucontext.h;
 * arch/powerpc/kernel/signal_32.c, signal_64.c) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/host.h>
#include <kspawn/pt_regs.h>

#define KSPAWN_SIGCONTEXT_REGS(X) X(r) X(pc) X(msr) X(ctr) X(lr) X(xer) X(cr)
#define KSPAWN_HANDLER_RETURN lr

/* A dummy frame comes first, and what a program may have below its stack pointer last. In 64 bits the code that returns
 * from a handler has added the size of the dummy frame to the stack pointer. */
#if KSPAWN_WORD == 8
#define KSPAWN_SIGFRAME_PAST 128
#define KSPAWN_SIGRETURN_ADDS KSPAWN_SIGFRAME_PAST
#define KSPAWN_UCONTEXT_REST                               \
	kspawn_sigset mask;                                \
	unsigned char unused[128 - sizeof(kspawn_sigset)]; \
	sigcontext mcontext;
#define KSPAWN_RT_SIGFRAME                              \
	unsigned char dummy[KSPAWN_SIGFRAME_PAST];      \
	ucontext uc;                                    \
	uint64_t unused[2], trampoline[3], pointers[2]; \
	kspawn_siginfo info;                            \
	unsigned char gap[512];
#else
#define KSPAWN_UCONTEXT_REST                                    \
	uint32_t pad[7];                                        \
	uintptr_t mcontext_at;                                  \
	kspawn_sigset mask;                                     \
	unsigned char unused[128 - sizeof(kspawn_sigset) + 12]; \
	alignas(16) sigcontext mcontext;
#define KSPAWN_RT_SIGFRAME       \
	unsigned char dummy[80]; \
	kspawn_siginfo info;     \
	ucontext uc;             \
	unsigned char gap[224];
#endif

#ifdef KSPAWN_DESCRIPTORS
#define KSPAWN_READ_HANDLER(regs, handler) kspawn::read_descriptor(regs, handler)
#endif

namespace kspawn {

/// Registers as in struct pt_regs, the last ones about a fault; floating point and FPSCR; vector registers.
struct sigcontext {
#if KSPAWN_WORD == 8
	uint64_t reserved[4];
	uint32_t signal, padding;
	uint64_t handler, oldmask, regs_at;
#endif
	uintptr_t r[32], pc, msr, unused, ctr, lr, xer, cr, fault[9];
	uint64_t state[33];
#if KSPAWN_WORD == 8
	uint64_t vectors_at, vectors[34 + 34 + 1 + 32];
#else
	alignas(16) uint64_t vectors[34 * 2 + 32];
#endif
};
using sigframe_fp = sigcontext;
#ifdef KSPAWN_USER_VECTORS
static_assert(offsetof(sigcontext, vectors) - offsetof(sigcontext, state) == KSPAWN_USER_VECTORS);
#endif

/// The addresses of a ucontext's parts, which are in it. Vector registers begin at a multiple of 16.
template <class Ucontext>
static inline void set_pointers(Ucontext &uc, uintptr_t at)
{
	if constexpr (requires { uc.mcontext_at; })
		uc.mcontext_at = at + offsetof(Ucontext, mcontext);
	else
		uc.mcontext.regs_at = at + offsetof(Ucontext, mcontext) + offsetof(sigcontext, r),
		uc.mcontext.vectors_at = at + offsetof(Ucontext, mcontext) + offsetof(sigcontext, vectors) + 8;
}

/// Vectors, where a program's state has them, are a word further on in a frame of 64 bits. In 32 bits VRSAVE is the first word
/// of VSCR.
static inline void fp_to_linux([[maybe_unused]] sigcontext &c)
{
#ifdef KSPAWN_USER_LOWER
	__builtin_memmove(&c.vectors[1], &c.vectors[0], sizeof(c.vectors) - 8);
#elif defined(KSPAWN_USER_VECTORS)
	c.vectors[2 * 32] = c.vectors[2 * 33];
	c.vectors[2 * 33] = 0;
#endif
}

/// Without the causes of exceptions if any is enabled: the load would raise it where MSR has FE0 or FE1.
static inline bool fp_from_linux(sigcontext &c, uint32_t)
{
	constexpr uint64_t enabled = 0xf8, causes = 0x7ff80700;
	if (c.state[32] & enabled)
		c.state[32] &= ~causes;
#ifdef KSPAWN_USER_LOWER
	__builtin_memmove(&c.vectors[0], &c.vectors[1], sizeof(c.vectors) - 8);
#elif defined(KSPAWN_USER_VECTORS)
	c.vectors[2 * 33] = c.vectors[2 * 32];
	c.vectors[2 * 32] = 0;
#endif
	return true;
}

/// A handler in ELFv1 is a descriptor: code and TOC pointer.
[[maybe_unused]] static inline int read_descriptor(kspawn_pt_regs &r, uintptr_t &handler)
{
	uintptr_t descriptor[2];
	const int err = kspawn_copy_from_user(descriptor, handler, sizeof(descriptor));
	if (!err)
		handler = descriptor[0], r.r[2] = descriptor[1];
	return err;
}

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = r.r[12] = handler; }
static inline void regs_from_linux(kspawn_pt_regs &r, const kspawn_pt_regs &old) { r.msr = old.msr; }

} // namespace kspawn
#endif
