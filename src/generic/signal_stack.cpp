/* src/generic/signal_stack.cpp: the alternate stack of a thread's handlers */
#include "signal.hpp"
#include "signal_stack.hpp"
#include "signal_user.hpp"

namespace {

uint32_t state_of(const kspawn_sigaltstack &stack, uintptr_t sp)
{
	return stack.size == 0 ? KSPAWN_SS_DISABLE : runs_on(stack, sp) ? KSPAWN_SS_ONSTACK : 0;
}

} // namespace

int kspawn_sigaltstack_set(kspawn_signals *signals, const kspawn_sigaltstack *stack, uintptr_t sp)
{
	const uint32_t mode = stack->flags & ~KSPAWN_SS_AUTODISARM;
	if (state_of(signals->stack, sp) == KSPAWN_SS_ONSTACK)
		return -KSPAWN_EPERM;
	if (mode != KSPAWN_SS_DISABLE && mode != KSPAWN_SS_ONSTACK && mode != 0)
		return -KSPAWN_EINVAL;
	if (mode != KSPAWN_SS_DISABLE && stack->size < KSPAWN_MINSIGSTKSZ)
		return -KSPAWN_ENOMEM;
	signals->stack = *stack;
	if (mode == KSPAWN_SS_DISABLE)
		signals->stack.sp = signals->stack.size = 0;
	return 0;
}

long kspawn_sys_sigaltstack(uintptr_t stack, uintptr_t old, uintptr_t sp)
{
	kspawn_task *task = kspawn_current();
	kspawn_signals &signals = signals_of(task);
	kspawn_sigaltstack given, before = signals.stack;
	int err = stack ? kspawn_copy_from_user(&given, stack, sizeof(given)) : 0;
	if (err)
		return err;
	before.flags = state_of(before, sp) | (before.flags & KSPAWN_SS_AUTODISARM);
	if (stack)
		err = kspawn_sigaltstack_set(&signals, &given, sp);
	if (!err && old)
		err = kspawn_copy_to_user(task, old, &before, sizeof(before));
	return err;
}
