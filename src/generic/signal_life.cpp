/* src/generic/signal_life.cpp: what a fork, an exec and an exit do with actions and pending signals */
#include "signal.hpp"

namespace {

/// Drops a holder of actions. Returns their storage if it was the last.
kspawn_sighand *put(kspawn_sighand *hand) { return hand && --hand->refs == 0 ? hand : nullptr; }

/// Handlers become the default; what is ignored stays so.
void reset(kspawn_sighand &hand)
{
	for (int i = 0; i < KSPAWN_SIGNALS; i++) {
		if (hand.handler[i] != KSPAWN_SIG_IGN)
			hand.handler[i] = KSPAWN_SIG_DFL;
		hand.flags[i] = 0;
		hand.mask[i] = {};
		hand.restorer[i] = 0;
	}
}

/// The last thread of a process exits.
void end_process(kspawn_task *leader)
{
	kspawn_signal_group &group = group_of(leader);
	kspawn_pgrps_orphan(leader);
	kspawn_sigpending_drop(&group.pending, &group, ~no_signals);
	if (group.flags & GROUP_STOPPED)
		kspawn_signal_pool()->stopped--;
	group.flags &= ~GROUP_STOPPED;
}

/// A thread exits. The signals for which it was woken are for the others.
void end_thread(kspawn_task *task)
{
	kspawn_signals &signals = signals_of(task);
	kspawn_task *leader = task->leader;
	kspawn_sigpending_drop(&signals.pending, &group_of(leader), ~no_signals);
	kspawn_signal_retarget(task, ~signals.blocked);
	kspawn_stop_check(leader);
	if (has_flag(task, KSPAWN_TF_LAST))
		end_process(leader);
}

} // namespace

void kspawn_signal_fork(kspawn_task *child, kspawn_task *parent, kspawn_sighand *own)
{
	kspawn_signals &to = signals_of(child), &from = signals_of(parent);
	tree_lock lock;
	to.sighand = own ? own : from.sighand;
	if (own)
		memcpy(own, from.sighand, sizeof(*own));
	to.sighand->refs = own ? 1 : from.sighand->refs + 1;
	to.blocked = from.blocked;
	if (own)
		to.stack = from.stack;
	to.pends = !own; /* a thread looks whether its process stops */
	to.group.flags = GROUP_FORKED;
	to.group.fewer = group_of(parent->leader).fewer;
}

kspawn_sighand *kspawn_signal_exit(kspawn_task *task)
{
	kspawn_signals &signals = signals_of(task);
	tree_lock lock;
	kspawn_sighand *hand = signals.sighand;
	if (hand && has_flag(task, KSPAWN_TF_EXITING))
		end_thread(task);
	signals.sighand = nullptr;
	return put(hand);
}

void kspawn_signal_reset(kspawn_task *task)
{
	tree_lock lock;
	reset(*signals_of(task).sighand);
}

void kspawn_signal_exec(kspawn_task *task)
{
	kspawn_signals &signals = signals_of(task);
	tree_lock lock;
	reset(*signals.sighand);
	signals.stack = {};
	group_of(task->leader).flags &= ~GROUP_FORKED;
}

bool kspawn_signal_shared(kspawn_task *task)
{
	tree_lock lock;
	const kspawn_sighand *hand = signals_of(task).sighand;
	return !hand || hand->refs > 1;
}

kspawn_sighand *kspawn_signal_unshare(kspawn_task *task, kspawn_sighand *own)
{
	kspawn_signals &signals = signals_of(task);
	tree_lock lock;
	kspawn_sighand *old = signals.sighand;
	if (old)
		memcpy(own, old, sizeof(*own));
	else
		memset(own, 0, sizeof(*own));
	own->refs = 1;
	signals.sighand = own;
	return put(old);
}

void kspawn_signal_exchanged(kspawn_task *task, kspawn_task *leader)
{
	kspawn_signal_group &of_task = group_of(task), &of_leader = group_of(leader);
	const kspawn_signal_group was = of_task;
	of_task = of_leader;
	of_leader = was;
}
