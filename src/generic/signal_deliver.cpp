/* src/generic/signal_deliver.cpp: pending signals on the way to user mode (Linux, get_signal) */
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "signal.hpp"

namespace {

/// A signal that was taken, and its action.
struct delivery {
	int sig;
	kspawn_siginfo info;
	uintptr_t handler, restorer;
	kspawn_sigset mask;
	uint32_t flags;
};

enum class step { none, stop, end, handler };

/// Of the threads that share actions, one gets a SA_RESETHAND handler.
void claim_action(kspawn_sighand &hand, delivery &d)
{
	const int i = d.sig - 1;
	d.handler = hand.handler[i];
	d.restorer = hand.restorer[i];
	d.mask = hand.mask[i];
	d.flags = hand.flags[i];
	if ((d.flags & KSPAWN_SA_RESETHAND) && d.handler != KSPAWN_SIG_IGN)
		hand.handler[i] = KSPAWN_SIG_DFL;
}

/// The default action: nothing, a stop, or the end.
step by_default(kspawn_task *leader, int sig)
{
	if (has(ignored_by_default, sig) || (is_immortal(leader) && !has(never_blocked, sig)))
		return step::none;
	if (!has(stops, sig))
		return step::end;
	if (sig != KSPAWN_SIGSTOP && kspawn_pgrp_is_orphaned(leader->pgid, nullptr))
		return step::none;
	kspawn_stop_begin(leader, sig);
	return step::stop;
}

/// What the signal that was taken does.
step act(kspawn_task *task, delivery &d)
{
	claim_action(*signals_of(task).sighand, d);
	if (d.handler == KSPAWN_SIG_DFL)
		return by_default(task->leader, d.sig);
	return d.handler == KSPAWN_SIG_IGN ? step::none : step::handler;
}

step look(kspawn_task *task, delivery &d)
{
	tree_lock lock;
	step found = step::none;
	while (found == step::none && !has_flag(task, KSPAWN_TF_KILLED)) {
		if (group_of(task->leader).stop) {
			found = step::stop;
		} else {
			d.sig = kspawn_signal_take(task, ~signals_of(task).blocked, &d.info);
			if (!d.sig)
				break;
			kspawn_trace_signal_deliver(d.sig);
			found = act(task, d);
		}
	}
	kspawn_signal_recalculate(task);
	return found;
}

[[noreturn]] void die(const delivery &d)
{
	const bool dumped = has(dumps, d.sig) && kspawn_core_dump(&d.info);
	kspawn_exit_group(d.sig | (dumped ? 0x80 : 0));
}

/// Returns true if the system call that ended with this result is made again.
bool restarts(int result, const delivery *d)
{
	if (!d || result == KSPAWN_ERESTARTNOINTR)
		return true;
	return result == KSPAWN_ERESTARTSYS && (d->flags & KSPAWN_SA_RESTART);
}

/// Only the first handler decides: the next ones interrupt that handler, not the call.
void settle_call(kspawn_signals &signals, kspawn_pt_regs *regs, const delivery *d)
{
	const int result = signals.restart;
	signals.restart = 0;
	signals.resumed = result == KSPAWN_ERESTART_RESTARTBLOCK && !d;
	if (result && restarts(result, d))
		kspawn_restart_syscall(regs, signals.arg0, signals.arg3);
}

int push(const kspawn_signals &signals, kspawn_pt_regs *regs, const delivery &d)
{
	kspawn_signal_frame frame = {};
	frame.sig = d.sig;
	frame.info = &d.info;
	frame.handler = d.handler;
	frame.restorer = d.restorer;
	frame.flags = d.flags;
	frame.mask = signals.restores ? signals.saved : signals.blocked;
	frame.stack = &signals.stack;
	return kspawn_signal_frame_push(regs, &frame);
}

/// A handler cannot be entered. If the signal is SIGSEGV, the process ends.
void fail(kspawn_task *task, int sig)
{
	if (sig == KSPAWN_SIGSEGV) {
		tree_lock lock;
		signals_of(task).sighand->handler[sig - 1] = KSPAWN_SIG_DFL;
	}
	kspawn_signal_fault(KSPAWN_SIGSEGV, KSPAWN_SI_KERNEL, 0);
}

void enter(kspawn_task *task, kspawn_pt_regs *regs, const delivery &d)
{
	kspawn_signals &signals = signals_of(task);
	settle_call(signals, regs, &d);
	if (push(signals, regs, d) != 0)
		return fail(task, d.sig);
	signals.restores = false;
	if (signals.stack.flags & KSPAWN_SS_AUTODISARM)
		signals.stack = {};
	tree_lock lock;
	kspawn_signal_block(task, signals.blocked | d.mask | (d.flags & KSPAWN_SA_NODEFER ? no_signals : set_of(d.sig)));
}

/// No handler runs: the call is made again, and the mask is that before sigsuspend.
void finish(kspawn_task *task, kspawn_pt_regs *regs)
{
	kspawn_signals &signals = signals_of(task);
	if (signals.restart)
		settle_call(signals, regs, nullptr);
	kspawn_signal_mask_end();
}

} // namespace

void kspawn_signal_deliver(kspawn_pt_regs *regs)
{
	kspawn_task *task = kspawn_current();
	delivery d;
	for (;;) {
		kspawn_user_work(regs);
		switch (kspawn_signal_pending(task) ? look(task, d) : step::none) {
		case step::none:
			return finish(task, regs);
		case step::stop:
			kspawn_stop_here(task);
			break;
		case step::end:
			die(d);
		case step::handler:
			enter(task, regs, d);
		}
	}
}
