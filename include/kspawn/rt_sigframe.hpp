/* include/kspawn/rt_sigframe.hpp: Linux's struct rt_sigframe, from the port's parts in arch/sigcontext.hpp */
#ifndef KSPAWN_RT_SIGFRAME_HPP
#define KSPAWN_RT_SIGFRAME_HPP

#include <kspawn/pt_regs.h>
#include <kspawn/siginfo.h>

namespace kspawn {

/* A port has in this namespace
 *	struct sigcontext: Linux's, without floating point; KSPAWN_SIGCONTEXT_REGS(X) are its members that are registers,
 *		by their names in kspawn_pt_regs. Optional members: `fault_address`, `oldmask`, `fp` for the address of the
 *		floating point, or `has_fp`, whose bit 0 says that there is some.
 *	struct sigframe_fp: the floating point of a frame; at its member `state` is what kspawn_user_save writes. It is
 *		another name for sigcontext where the two cannot be parted.
 *	fp_to_linux(fp): makes it Linux's from what kspawn_user_save has written; the rest of it is zero.
 *	fp_from_linux(fp, known): the opposite. False if Linux refuses it, or loading it would fault. `known` is
 *		fp_known(state) of the running program's state if the port has KSPAWN_SIGFRAME_FP_KNOWN, otherwise 0.
 *	enter_handler(regs, handler): the next instruction of the program is the handler's first.
 *	regs_from_linux(regs, old): clears what Linux clears, where `old` are the registers of the system call.
 *	set_pointers(uc, at): optional: writes into the ucontext, which will be at that address, where its parts are.
 *	KSPAWN_READ_HANDLER(regs, handler): optional: where a handler is a descriptor in the program's memory, reads the
 *		address of the code into `handler`. Returns 0, or -EFAULT.
 */
} // namespace kspawn

#include <kspawn/arch/sigcontext.hpp>

/* The members of struct ucontext after the stack, and the members of struct rt_sigframe. */
#ifndef KSPAWN_UCONTEXT_REST
#define KSPAWN_UCONTEXT_REST                               \
	kspawn_sigset mask;                                \
	unsigned char unused[128 - sizeof(kspawn_sigset)]; \
	alignas(16) sigcontext mcontext;
#endif
#ifndef KSPAWN_RT_SIGFRAME
#define KSPAWN_RT_SIGFRAME   \
	kspawn_siginfo info; \
	ucontext uc;         \
	sigframe_fp fp;
#endif

#ifndef KSPAWN_READ_HANDLER
#define KSPAWN_READ_HANDLER(regs, handler) 0
#endif

/* The flags of a ucontext. */
#ifndef KSPAWN_UCONTEXT_FLAGS
#define KSPAWN_UCONTEXT_FLAGS 0
#endif
/* The number of sigreturn, by which a handler without SA_SIGINFO returns; then the frame begins with the ucontext, which has
 * flags of its own. 0: there is rt_sigreturn alone. */
#ifndef KSPAWN_NR_SIGRETURN
#define KSPAWN_NR_SIGRETURN 0
#endif
#ifndef KSPAWN_UCONTEXT_FLAGS_OLD
#define KSPAWN_UCONTEXT_FLAGS_OLD 0
#endif
/* Where the frame of a handler that returns by sigreturn has no ucontext, KSPAWN_OLD_SIGFRAME are its members: return_address,
 * arguments, mcontext, whose `oldmask` is the first word of the mask, mask_rest, and fp. At sigreturn the stack pointer is
 * KSPAWN_OLD_SIGFRAME_PAST bytes past its start. */
#ifdef KSPAWN_OLD_SIGFRAME
#define KSPAWN_HAS_OLD_SIGFRAME 1
#else
#define KSPAWN_HAS_OLD_SIGFRAME 0
#endif
/* Bytes below the stack pointer that may be the program's. */
#ifndef KSPAWN_SIGFRAME_BELOW
#define KSPAWN_SIGFRAME_BELOW 0
#endif
/* A frame is at a multiple of ALIGN, and SKEW bytes more. At rt_sigreturn the stack pointer is PAST bytes past its start, and
 * Linux refuses one that is not a multiple of POP_ALIGN. Where arguments are on the stack, the frame has them as `arguments`. */
#ifndef KSPAWN_SIGFRAME_ALIGN
#define KSPAWN_SIGFRAME_ALIGN KSPAWN_STACK_ALIGN
#endif
#ifndef KSPAWN_SIGFRAME_PAST
#define KSPAWN_SIGFRAME_PAST 0
#endif
/* What KSPAWN_SIGRETURN_CODE adds to the stack pointer: a part of PAST. */
#ifndef KSPAWN_SIGRETURN_ADDS
#define KSPAWN_SIGRETURN_ADDS 0
#endif
#ifndef KSPAWN_SIGFRAME_SKEW
#define KSPAWN_SIGFRAME_SKEW KSPAWN_SIGFRAME_PAST
#endif
#ifndef KSPAWN_SIGFRAME_POP_ALIGN
#define KSPAWN_SIGFRAME_POP_ALIGN 1
#endif

namespace kspawn {

struct ucontext {
	uintptr_t flags, link;
	kspawn_sigaltstack stack;
	KSPAWN_UCONTEXT_REST
};

struct rt_sigframe {
	KSPAWN_RT_SIGFRAME
};

#ifdef KSPAWN_OLD_SIGFRAME
struct old_sigframe {
	KSPAWN_OLD_SIGFRAME
};
#endif

#ifdef KSPAWN_PT_REGS_ARG
static inline void set_handler_args(kspawn_pt_regs &r, uintptr_t sig, uintptr_t info, uintptr_t uc)
{
	r.KSPAWN_PT_REGS_ARG(0) = sig, r.KSPAWN_PT_REGS_ARG(1) = info, r.KSPAWN_PT_REGS_ARG(2) = uc;
}
#endif

/* What generic code asks of the port's parts. */
namespace sigframe {

#ifdef KSPAWN_SA_RESTORER
constexpr uint64_t restores = KSPAWN_SA_RESTORER;
#else
constexpr uint64_t restores = 0;
#endif
constexpr uintptr_t no_call = ~uintptr_t(0); /* kspawn_pt_regs.nr: no system call has a negative number */

template <class Context>
consteval bool has_state()
{
	return requires(Context context) { context.state; };
}

/// Floating point is in the context, where the two cannot be parted.
constexpr bool fp_is_inside = has_state<sigcontext>();
static_assert(!fp_is_inside || alignof(ucontext) >= KSPAWN_USER_STATE_ALIGN);

template <class Frame>
consteval size_t offset_of_fp()
{
	if constexpr (requires(Frame frame) { frame.fp; })
		return offsetof(Frame, fp);
	return 0;
}

constexpr size_t fp_at = offset_of_fp<rt_sigframe>();

/// A context may say where floating point is, or that there is none.
template <class Context>
consteval bool says_fp()
{
	return requires(Context context) { context.fp; }
	|| requires(Context context) { context.has_fp; };
}

/// Floating point is always right behind the ucontext.
constexpr bool fp_follows = !fp_is_inside && !says_fp<sigcontext>();

} // namespace sigframe

/* A register may be wider in a frame than in kspawn_pt_regs: then Linux extends its sign. */
namespace sigframe {

template <class T, class F>
static void copy(T &to, const F &from)
{
	to = T(intptr_t(from));
}

template <class T, class F, size_t n>
static void copy(T (&to)[n], const F (&from)[n])
{
	for (size_t i = 0; i < n; i++)
		copy(to[i], from[i]);
}

} // namespace sigframe

static inline void regs_to_context(sigcontext &c, const kspawn_pt_regs &r)
{
#define KSPAWN_COPY(member) sigframe::copy(c.member, r.member);
	KSPAWN_SIGCONTEXT_REGS(KSPAWN_COPY)
#undef KSPAWN_COPY
}

static inline void regs_from_context(kspawn_pt_regs &r, const sigcontext &c)
{
#define KSPAWN_COPY(member) sigframe::copy(r.member, c.member);
	KSPAWN_SIGCONTEXT_REGS(KSPAWN_COPY)
#undef KSPAWN_COPY
}

} // namespace kspawn
#endif
