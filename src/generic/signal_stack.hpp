/* src/generic/signal_stack.hpp: the alternate stack of a thread's handlers */
#ifndef KSPAWN_SIGNAL_STACK_HPP
#define KSPAWN_SIGNAL_STACK_HPP

#include <kspawn/signal.h>

namespace {

/// Returns true if a frame at `sp` is on the stack. (Linux, __on_sig_stack)
inline bool stack_has(const kspawn_sigaltstack &stack, uintptr_t sp)
{
	if (KSPAWN_STACK_GROWS_UP)
		return sp >= stack.sp && sp - stack.sp < stack.size;
	return sp > stack.sp && sp - stack.sp <= stack.size;
}

/// Returns true if a thread with this stack pointer runs on the stack. With AUTODISARM a program that is there has left its
/// handler by longjmp.
inline bool runs_on(const kspawn_sigaltstack &stack, uintptr_t sp)
{
	return !(stack.flags & KSPAWN_SS_AUTODISARM) && stack_has(stack, sp);
}

} // namespace

/// Sets the alternate stack of the current thread, whose user stack pointer is `sp`. Returns
/// 0; -EPERM (on it), -EINVAL, -ENOMEM (too small).
extern "C" int kspawn_sigaltstack_set(kspawn_signals *signals, const kspawn_sigaltstack *stack, uintptr_t sp);
#endif
