/* src/generic/signal_send.cpp: which thread gets a signal, and what comes of it at once (Linux, kernel/signal.c) */
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "processes.hpp"
#include "signal.hpp"

namespace {

/// A signal on its way. Under KSPAWN_LOCK_TREE, to the end.
struct letter {
	kspawn_task *leader, *thread; /* `thread`: the one to ask first, or the only one */
	const kspawn_sighand *hand;
	int sig;
	bool process;     /* for any thread of the process */
	bool from_kernel; /* may end init */
};

/// A stop and SIGCONT undo each other, whether they are blocked, ignored or neither.
void undo_opposite(const letter &l)
{
	if (has(stops, l.sig)) {
		kspawn_signal_drop(l.leader, set_of(KSPAWN_SIGCONT));
	} else if (l.sig == KSPAWN_SIGCONT) {
		kspawn_signal_drop(l.leader, stops);
		kspawn_stop_end(l.leader);
	}
}

/// Init's own rule: what it has no handler for. (Linux, SIGNAL_UNKILLABLE)
bool spares_init(const letter &l)
{
	return handler_of(*l.hand, l.sig) == KSPAWN_SIG_DFL && is_immortal(l.leader) &&
	       !(l.from_kernel && has(never_blocked, l.sig));
}

bool is_dropped(const letter &l)
{
	const kspawn_signals &signals = signals_of(l.thread);
	if (has(signals.blocked, l.sig) || has(signals.blocked_too, l.sig))
		return false; /* the action may change before it is unblocked */
	return spares_init(l) || is_ignored(*l.hand, l.sig);
}

/// One that stops gets none but SIGKILL; one that has work finds what the process has.
bool can_take(kspawn_task *thread, int sig)
{
	const kspawn_signals &signals = signals_of(thread);
	return !has(signals.blocked, sig) && (sig == KSPAWN_SIGKILL || (!signals.stopped && !signals.pends));
}

kspawn_task *choose(const letter &l)
{
	if (!l.process)
		return !has_flag(l.thread, KSPAWN_TF_EXITING) && can_take(l.thread, l.sig) ? l.thread : nullptr;
	return find_thread(l.thread, [&](kspawn_task *thread) { return can_take(thread, l.sig); });
}

/// Its default ends the process, with nothing to do before.
bool is_fatal(const letter &l, kspawn_task *thread)
{
	if (handler_of(*l.hand, l.sig) != KSPAWN_SIG_DFL || has(signals_of(thread).blocked_too, l.sig))
		return false;
	if (has(ignored_by_default | stops | dumps, l.sig))
		return false;
	return l.sig == KSPAWN_SIGKILL || !is_immortal(l.leader);
}

void deliver(const letter &l)
{
	kspawn_task *thread = choose(l);
	if (!thread)
		return;
	if (is_fatal(l, thread))
		(void)kspawn_kill_locked(l.leader, l.sig);
	else
		kspawn_signal_notice(thread);
}

/// Returns false if the process takes no more signals: it exits, or is the kernel's.
bool address(letter &l, kspawn_task *task)
{
	l.leader = group_leader(task);
	if (has_flag(l.leader, KSPAWN_TF_GROUP_EXIT | KSPAWN_TF_IDLE))
		return false;
	kspawn_task *living = find_thread(l.process ? l.leader : task, [&](kspawn_task *t) { return l.process || t == task; });
	if (!living)
		return false;
	l.thread = living;
	l.hand = signals_of(living).sighand;
	return l.hand != nullptr;
}

kspawn_siginfo info_of_kernel(int sig)
{
	kspawn_siginfo info = {};
	info.signo = sig;
	info.code = KSPAWN_SI_KERNEL;
	return info;
}

/// One that each counts and that a program has sent with a value is sent whole or not at all.
bool must_be_whole(const kspawn_siginfo &info) { return info.signo >= KSPAWN_SIGRTMIN && info.code != KSPAWN_SI_USER; }

int post(const letter &l, const kspawn_siginfo &info)
{
	kspawn_signal_group &group = group_of(l.leader);
	kspawn_trace_signal_generate(l.sig, l.thread);
	kspawn_sigpending &to = l.process ? group.pending : signals_of(l.thread).pending;
	if (is_dropped(l) || (l.sig < KSPAWN_SIGRTMIN && has(to.set, l.sig)))
		return 0;
	const bool whole = must_be_whole(info);
	if (!kspawn_sigpending_add(&to, &group, &info, whole) && whole)
		return -KSPAWN_EAGAIN;
	deliver(l);
	return 0;
}

} // namespace

void kspawn_signal_notice(kspawn_task *thread)
{
	kspawn_atomic_store(&signals_of(thread).pends, 1, __ATOMIC_RELEASE);
	kspawn_signal_wake(thread);
}

int kspawn_signal_send(kspawn_task *task, int sig, const kspawn_siginfo *info, bool process)
{
	letter l = { nullptr, nullptr, nullptr, sig, process, info == nullptr };
	if (!address(l, task))
		return 0;
	undo_opposite(l);
	return info ? post(l, *info) : post(l, info_of_kernel(sig));
}

void kspawn_signal_report(kspawn_task *parent, const kspawn_siginfo *info)
{
	letter l = { nullptr, nullptr, nullptr, info->signo, true, false };
	if (address(l, parent))
		(void)post(l, *info);
}

int kspawn_signal_process_locked(kspawn_task *task, int sig, const kspawn_siginfo *info)
{
	return kspawn_signal_send(task, sig, info, true);
}

int kspawn_signal_process(kspawn_task *task, int sig, const kspawn_siginfo *info)
{
	tree_lock lock;
	return kspawn_signal_send(task, sig, info, true);
}

int kspawn_signal_thread_locked(kspawn_task *task, int sig, const kspawn_siginfo *info)
{
	return kspawn_signal_send(task, sig, info, false);
}

int kspawn_signal_thread(kspawn_task *task, int sig, const kspawn_siginfo *info)
{
	tree_lock lock;
	return kspawn_signal_send(task, sig, info, false);
}

int kspawn_signal_pgrp(int pgid, int sig, const kspawn_siginfo *info)
{
	tree_lock lock;
	int result = -KSPAWN_ESRCH;
	find_in_pgrp(pgid, [&](kspawn_task *leader) {
		const int err = kspawn_signal_send(leader, sig, info, true);
		result = result ? err : 0;
		return false;
	});
	return result;
}
