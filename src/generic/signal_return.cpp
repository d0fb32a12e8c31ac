/* src/generic/signal_return.cpp: rt_sigreturn: a program returns from its handler */
#include <kspawn/pt_regs.h>

#include "signal.hpp"
#include "signal_stack.hpp"
#include "signal_user.hpp"

void kspawn_sys_rt_sigreturn(kspawn_pt_regs *regs)
{
	kspawn_task *task = kspawn_current();
	kspawn_signals &signals = signals_of(task);
	kspawn_sigaltstack stack = signals.stack;
	kspawn_sigset mask;
	if (kspawn_signal_frame_pop(regs, &mask, &stack) != 0)
		return kspawn_signal_fault(KSPAWN_SIGSEGV, KSPAWN_SI_KERNEL, 0);
	(void)kspawn_sigaltstack_set(&signals, &stack, kspawn_pt_regs_sp(regs));
	tree_lock lock;
	kspawn_signal_block(task, mask & ~never_blocked);
}
