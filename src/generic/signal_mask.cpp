/* src/generic/signal_mask.cpp: the signals that a thread blocks */
#include "signal.hpp"
#include "signal_user.hpp"

namespace {

bool has_any(kspawn_task *task)
{
	kspawn_signals &signals = signals_of(task);
	const kspawn_signal_group &group = group_of(task->leader);
	return group.stop || any((signals.pending.set | group.pending.set) & ~signals.blocked);
}

} // namespace

void kspawn_signal_recalculate(kspawn_task *task)
{
	kspawn_atomic_store(&signals_of(task).pends, has_any(task), __ATOMIC_RELAXED);
}

void kspawn_signal_retarget(kspawn_task *task, const kspawn_sigset &set)
{
	kspawn_sigset left = group_of(task->leader).pending.set & set;
	if (!any(left))
		return;
	for_threads(task->leader, [&](kspawn_task *thread) {
		const kspawn_sigset taken = thread == task ? no_signals : left & ~signals_of(thread).blocked;
		if (any(taken))
			kspawn_signal_notice(thread);
		left = left & ~taken;
	});
}

void kspawn_signal_block(kspawn_task *task, const kspawn_sigset &blocked)
{
	kspawn_signals &signals = signals_of(task);
	kspawn_signal_retarget(task, blocked & ~signals.blocked);
	signals.blocked = blocked;
	kspawn_signal_recalculate(task);
}

long kspawn_sys_rt_sigprocmask(int how, uintptr_t set, uintptr_t old, size_t size)
{
	kspawn_task *task = kspawn_current();
	const kspawn_sigset before = signals_of(task).blocked;
	kspawn_sigset given = {};
	if (size != sizeof(kspawn_sigset))
		return -KSPAWN_EINVAL;
	int err = set ? read_set(given, set) : 0;
	if (err)
		return err;
	given = given & ~never_blocked;
	if (how == KSPAWN_SIG_BLOCK)
		given = before | given;
	else if (how == KSPAWN_SIG_UNBLOCK)
		given = before & ~given;
	else if (set && how != KSPAWN_SIG_SETMASK)
		return -KSPAWN_EINVAL;
	if (set) {
		tree_lock lock;
		kspawn_signal_block(task, given);
	}
	return old ? write_set(old, before) : 0;
}

long kspawn_sys_rt_sigpending(uintptr_t to, size_t size)
{
	kspawn_task *task = kspawn_current();
	kspawn_sigset set;
	if (size > sizeof(kspawn_sigset))
		return -KSPAWN_EINVAL;
	{
		tree_lock lock;
		kspawn_signals &signals = signals_of(task);
		set = (signals.pending.set | group_of(task->leader).pending.set) & signals.blocked;
	}
	return write_set(to, set, size);
}

int kspawn_signal_mask_begin(uintptr_t from, size_t size)
{
	kspawn_task *task = kspawn_current();
	kspawn_signals &signals = signals_of(task);
	kspawn_sigset set;
	if (size != sizeof(kspawn_sigset))
		return -KSPAWN_EINVAL;
	const int err = read_set(set, from);
	if (err)
		return err;
	signals.saved = signals.blocked;
	signals.restores = true;
	tree_lock lock;
	kspawn_signal_block(task, set & ~never_blocked);
	return 0;
}

void kspawn_signal_mask_end()
{
	kspawn_task *task = kspawn_current();
	kspawn_signals &signals = signals_of(task);
	if (!signals.restores)
		return;
	signals.restores = false;
	tree_lock lock;
	kspawn_signal_block(task, signals.saved);
}

long kspawn_sys_rt_sigsuspend(uintptr_t from, size_t size)
{
	const int err = kspawn_signal_mask_begin(from, size);
	return err ? err : kspawn_sys_pause();
}

long kspawn_sys_pause()
{
	while (kspawn_wait_word(&never_changed, 0, KSPAWN_INTERRUPTIBLE) == 0)
		continue;
	return -KSPAWN_ERESTARTNOHAND;
}
