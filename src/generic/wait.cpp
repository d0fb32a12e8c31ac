/* src/generic/wait.cpp: a parent waits for its children */
#include <kspawn/atomic.h>
#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "task_flags.hpp"
#include "wait.hpp"

namespace {

bool wanted(const kspawn_task *child, const kspawn_task *parent, const wait_target &target)
{
	const unsigned options = target.options;
	if (!(options & KSPAWN_WALL) && (child->exit_signal != KSPAWN_SIGCHLD) != bool(options & KSPAWN_WCLONE))
		return false;
	if (target.idtype == KSPAWN_P_PID)
		return child->pid == target.id;
	if (target.idtype == KSPAWN_P_ALL)
		return true;
	return child->pgid == (target.id == 0 ? parent->pgid : target.id);
}

kspawn_task *find(kspawn_task *list, const kspawn_task *parent, const wait_target &target, bool unclaimed)
{
	for (; list; list = list->sibling)
		if (wanted(list, parent, target) && !(unclaimed && has_flag(list, KSPAWN_TF_CLAIMED)))
			return list;
	return nullptr;
}

/// Finds a live child that has stopped or continued. Returns 1, or 0.
[[gnu::noinline]] int find_report(kspawn_task *parent, const wait_target &target, wait_report &report)
{
	for (kspawn_task *child = parent->children; child; child = child->sibling) {
		report.status = wanted(child, parent, target) ? kspawn_child_status(child, target.options) : 0;
		if (!report.status)
			continue;
		report.pid = child->pid;
		report.uid = kspawn_task_uid(child);
		return 1;
	}
	return 0;
}

/// Finds a zombie and claims it, or finds a report. NULL with 0 if there is none yet, with -ECHILD if no child is left.
int claim(kspawn_task *parent, const wait_target &target, kspawn_task **out, wait_report &report)
{
	tree_lock lock;
	kspawn_task *zombies = target.options & KSPAWN_WEXITED ? parent->zombies : nullptr;
	*out = find(zombies, parent, target, true);
	if (*out) {
		set_flag(*out, KSPAWN_TF_CLAIMED);
		return 0;
	}
	if ((target.options & (KSPAWN_WUNTRACED | KSPAWN_WCONTINUED)) && find_report(parent, target, report))
		return 1;
	const bool any = find(parent->children, parent, target, false) || find(zombies, parent, target, false);
	return any ? 0 : -KSPAWN_ECHILD;
}

/// kspawn_wait_claim, as wait4 says it.
int wait4_claim(int pid, unsigned options, kspawn_task **out, wait_report &report)
{
	*out = nullptr;
	if (options & ~wait_options)
		return -KSPAWN_EINVAL;
	if (pid == INT32_MIN)
		return -KSPAWN_ESRCH;
	options |= KSPAWN_WEXITED;
	if (pid > 0)
		return kspawn_wait_claim({ KSPAWN_P_PID, pid, options }, out, report);
	if (pid == -1)
		return kspawn_wait_claim({ KSPAWN_P_ALL, 0, options }, out, report);
	return kspawn_wait_claim({ KSPAWN_P_PGID, -pid, options }, out, report);
}

int give(const wait_report &report, int *status)
{
	if (status)
		*status = report.status;
	return report.pid;
}

} // namespace

int kspawn_wait_claim(const wait_target &target, kspawn_task **out, wait_report &report)
{
	*out = nullptr;
	kspawn_task *parent = kspawn_current()->leader;
	kspawn_trace_sched_process_wait(target.idtype, target.id);
	int interrupted = 0; /* a child that exited together with the signal is found first */
	for (;;) {
		const uint32_t seen = kspawn_atomic_load(&parent->event, __ATOMIC_ACQUIRE);
		int err = claim(parent, target, out, report);
		if (err || *out || (target.options & KSPAWN_WNOHANG))
			return err;
		if (interrupted)
			return interrupted;
		interrupted = kspawn_wait_word(&parent->event, seen, KSPAWN_INTERRUPTIBLE);
	}
}

void kspawn_wait_reap(kspawn_task *zombie)
{
	{
		tree_lock lock;
		family_remove(zombie);
		if (zombie->parent->threads > 1) /* another thread that found it claimed may have no child left */
			family_event(zombie->parent);
	}
	kspawn_task_put(zombie);
}

void kspawn_wait_unclaim(kspawn_task *zombie)
{
	tree_lock lock;
	clear_flag(zombie, KSPAWN_TF_CLAIMED);
	family_event(zombie->parent);
}

int kspawn_wait4(int pid, int *status, unsigned options)
{
	kspawn_task *zombie;
	wait_report report;
	const int err = wait4_claim(pid, options, &zombie, report);
	if (!zombie)
		return err > 0 ? give(report, status) : err;
	const int found = zombie->pid;
	if (status)
		*status = zombie->exit_code;
	kspawn_wait_reap(zombie);
	return found;
}
