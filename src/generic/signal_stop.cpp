/* src/generic/signal_stop.cpp: a process stops and continues, all its threads together */
#include <kspawn/wait.h>

#include "family.hpp"
#include "signal.hpp"

namespace {

constexpr int continued_status = 0xffff;

int stopped_status(const kspawn_signal_group &group) { return group.stop_signal << 8 | 0x7f; }

bool hears_stops(kspawn_task *parent)
{
	const kspawn_sighand *hand = actions_of(parent);
	return hand && handler_of(*hand, KSPAWN_SIGCHLD) != KSPAWN_SIG_IGN &&
	       !(hand->flags[KSPAWN_SIGCHLD - 1] & KSPAWN_SA_NOCLDSTOP);
}

void tell_parent(kspawn_task *leader, int code, int status)
{
	kspawn_task *parent = leader->parent;
	if (!parent || has_flag(parent, KSPAWN_TF_IDLE))
		return;
	kspawn_siginfo info = {};
	info.signo = KSPAWN_SIGCHLD;
	info.code = code;
	info.child.pid = leader->tgid;
	info.child.uid = kspawn_task_uid(leader);
	info.child.status = status;
	if (hears_stops(parent))
		kspawn_signal_report(parent, &info);
	family_event(parent);
}

void set_stop(kspawn_signal_group &group, uint32_t stop) { kspawn_atomic_store(&group.stop, stop, __ATOMIC_RELEASE); }

} // namespace

void kspawn_stop_begin(kspawn_task *leader, int sig)
{
	kspawn_signal_group &group = group_of(leader);
	group.stop_signal = sig;
	group.report = 0;
	set_stop(group, 1);
	for_threads(leader, kspawn_signal_notice);
}

void kspawn_stop_check(kspawn_task *leader)
{
	kspawn_signal_group &group = group_of(leader);
	if (!group.stop || (group.flags & GROUP_STOPPED) || leader->live == 0 || group.stopped != leader->live)
		return;
	group.flags |= GROUP_STOPPED;
	group.report = stopped_status(group);
	kspawn_signal_pool()->stopped++;
	tell_parent(leader, KSPAWN_CLD_STOPPED, group.stop_signal);
}

void kspawn_stop_end(kspawn_task *leader)
{
	kspawn_signal_group &group = group_of(leader);
	if (!group.stop)
		return;
	const bool stopped = group.flags & GROUP_STOPPED;
	if (stopped)
		kspawn_signal_pool()->stopped--;
	group.flags &= ~GROUP_STOPPED;
	group.report = continued_status;
	set_stop(group, 0);
	kspawn_wake_word(&group.stop);
	/* A stop that has not been reported yet is, as in Linux. */
	tell_parent(leader, stopped ? KSPAWN_CLD_CONTINUED : KSPAWN_CLD_STOPPED, stopped ? KSPAWN_SIGCONT : group.stop_signal);
}

void kspawn_stop_here(kspawn_task *task)
{
	kspawn_signals &signals = signals_of(task);
	kspawn_signal_group &group = group_of(task->leader);
	{
		tree_lock lock;
		if (!group.stop)
			return;
		signals.stopped = 1;
		group.stopped++;
		kspawn_stop_check(task->leader);
	}
	while (kspawn_atomic_load(&group.stop, __ATOMIC_ACQUIRE) && !has_flag(task, KSPAWN_TF_KILLED))
		(void)kspawn_wait_word(&group.stop, 1, KSPAWN_KILLABLE);
	tree_lock lock;
	signals.stopped = 0;
	group.stopped--;
}

int kspawn_signal_child_status(kspawn_task *child, unsigned options)
{
	if (has_flag(child, KSPAWN_TF_IDLE | KSPAWN_TF_GROUP_EXIT))
		return 0;
	kspawn_signal_group &group = group_of(child);
	const int status = group.report;
	if (status && !(options & (status == continued_status ? KSPAWN_WCONTINUED : KSPAWN_WUNTRACED)))
		return 0;
	if (!(options & KSPAWN_WNOWAIT))
		group.report = 0;
	return status;
}
