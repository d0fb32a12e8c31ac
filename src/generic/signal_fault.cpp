/* src/generic/signal_fault.cpp: signals for what a program did itself, which it cannot block or ignore (Linux, force_sig) */
#include "signal.hpp"

namespace {

/// One that is blocked or ignored ends the process, init too.
void force(kspawn_task *task, int sig)
{
	kspawn_signals &signals = signals_of(task);
	kspawn_sighand &hand = *signals.sighand;
	const bool blocked = has(signals.blocked, sig);
	if (blocked || is_ignored(hand, sig))
		hand.handler[sig - 1] = KSPAWN_SIG_DFL;
	if (blocked)
		kspawn_signal_block(task, signals.blocked & ~set_of(sig));
	if (handler_of(hand, sig) == KSPAWN_SIG_DFL)
		group_of(task->leader).flags |= GROUP_MORTAL;
}

} // namespace

void kspawn_signal_force(const kspawn_siginfo *info)
{
	kspawn_task *task = kspawn_current();
	tree_lock lock;
	force(task, info->signo);
	(void)kspawn_signal_send(task, info->signo, info, false);
}

void kspawn_signal_fault(int sig, int code, uintptr_t addr)
{
	kspawn_siginfo info = {};
	info.signo = sig;
	info.code = code;
	info.fault.addr = addr;
	kspawn_signal_force(&info);
}
