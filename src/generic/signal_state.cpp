/* src/generic/signal_state.cpp: what a system call of the kernel asks of the current task's signals */
#include "signal.hpp"

bool kspawn_signal_ends()
{
	kspawn_task *task = kspawn_current();
	if (!kspawn_signal_pending(task))
		return false;
	tree_lock lock;
	const kspawn_signals &signals = signals_of(task);
	kspawn_sigset set =
		(signals.pending.set | group_of(task->leader).pending.set) & ~signals.blocked & ~ignored_by_default & ~stops;
	for (; any(set); remove(set, first(set)))
		if (handler_of(*signals.sighand, first(set)) == KSPAWN_SIG_DFL)
			return !is_immortal(task->leader);
	return false;
}

bool kspawn_signal_resumed(uint64_t *until)
{
	kspawn_signals &signals = signals_of(kspawn_current());
	const bool resumed = signals.resumed;
	signals.resumed = false;
	if (resumed)
		*until = signals.until;
	return resumed;
}

int kspawn_signal_resume_until(uint64_t until)
{
	signals_of(kspawn_current()).until = until;
	return -KSPAWN_ERESTART_RESTARTBLOCK;
}
