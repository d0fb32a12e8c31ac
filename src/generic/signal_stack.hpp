/* src/generic/signal_stack.hpp: the alternate stack of a thread's handlers */
#ifndef KSPAWN_SIGNAL_STACK_HPP
#define KSPAWN_SIGNAL_STACK_HPP

#include <kspawn/signal.h>

/// Sets the alternate stack of the current thread, whose user stack pointer is `sp`. Returns
/// 0; -EPERM (on it), -EINVAL, -ENOMEM (too small).
extern "C" int kspawn_sigaltstack_set(kspawn_signals *signals, const kspawn_sigaltstack *stack, uintptr_t sp);
#endif
