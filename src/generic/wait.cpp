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

kspawn_task *find(kspawn_task *list, const kspawn_task *parent, const wait_target &target)
{
	while (list && !wanted(list, parent, target))
		list = list->sibling;
	return list;
}

/// Finds a live child that has stopped or continued. Returns 1, or 0.
int find_report(kspawn_task *parent, const wait_target &target, wait_report &report)
{
	for (kspawn_task *child = parent->children; child; child = child->sibling) {
		report.status = wanted(child, parent, target) ? kspawn_child_status(child, target.options) : 0;
		if (!report.status)
			continue;
		report.pid = child->pid;
		report.uid = kspawn_task_uid(child);
		if (report.usage)
			kspawn_task_usage(child, report.usage);
		return 1;
	}
	return 0;
}

/// The reference of the list becomes the caller's. With WNOWAIT the zombie stays.
void take(kspawn_task *zombie, unsigned options)
{
	if (options & KSPAWN_WNOWAIT)
		kspawn_task_get(zombie);
	else
		family_reap(zombie);
}

/// There is no zombie. Returns 1 for a report; -ECHILD if no child is left; 0 if one may end, with report.seen.
[[gnu::noinline]] int look_at_living(kspawn_task *parent, const wait_target &target, wait_report &report)
{
	if ((target.options & (KSPAWN_WUNTRACED | KSPAWN_WCONTINUED)) && find_report(parent, target, report))
		return 1;
	const bool any = find(parent->children, parent, target);
	if (any && !(target.options & KSPAWN_WNOHANG))
		report.seen = family_await(parent);
	return any ? 0 : -KSPAWN_ECHILD;
}

/// Finds a zombie and takes it, or does what look_at_living says.
[[gnu::always_inline]] inline int look(kspawn_task *parent, const wait_target &target, kspawn_task **out, wait_report &report)
{
	tree_lock lock;
	kspawn_task *zombie = target.options & KSPAWN_WEXITED ? find(parent->zombies, parent, target) : nullptr;
	*out = zombie;
	if (!zombie)
		return look_at_living(parent, target, report);
	take(zombie, target.options);
	return 0;
}

/// Looks again after each event. A child that exited together with a signal is found first.
[[gnu::noinline]] int sleep_and_look(kspawn_task *parent, const wait_target &target, kspawn_task **out, wait_report &report)
{
	for (;;) {
		const int interrupted = kspawn_wait_word(&parent->event, report.seen, KSPAWN_INTERRUPTIBLE);
		const int err = look(parent, target, out, report);
		if (err || *out)
			return err;
		if (interrupted)
			return interrupted;
	}
}

int give(const wait_report &report, int *status)
{
	if (status)
		*status = report.status;
	return report.pid;
}

} // namespace

int kspawn_wait_find(const wait_target &target, kspawn_task **out, wait_report &report)
{
	kspawn_task *parent = kspawn_current()->leader;
	kspawn_trace_sched_process_wait(target.idtype, target.id);
	const int err = look(parent, target, out, report);
	if (err || *out || (target.options & KSPAWN_WNOHANG))
		return err;
	return sleep_and_look(parent, target, out, report);
}

namespace {

/// What wait4 means by its arguments. Returns 0, -EINVAL or -ESRCH.
int wait4_target(int pid, unsigned options, wait_target &target)
{
	target.options = options | KSPAWN_WEXITED;
	target.idtype = pid > 0 ? KSPAWN_P_PID : pid == -1 ? KSPAWN_P_ALL : KSPAWN_P_PGID;
	target.id = pid > 0 ? pid : pid == -1 ? 0 : int(0u - unsigned(pid));
	if (options & ~wait_options)
		return -KSPAWN_EINVAL;
	return pid == INT32_MIN ? -KSPAWN_ESRCH : 0;
}

/// What wait4 does. Fills in *usage unless NULL.
[[gnu::always_inline]] inline int wait_for(int pid, int *status, unsigned options, kspawn_rusage *usage)
{
	wait_target target;
	int err = wait4_target(pid, options, target);
	if (err)
		return err;
	kspawn_task *zombie = nullptr;
	wait_report report;
	report.usage = usage;
	err = kspawn_wait_find(target, &zombie, report);
	if (!zombie)
		return err > 0 ? give(report, status) : err;
	const int found = zombie->pid;
	if (status)
		*status = zombie->exit_code;
	if (usage)
		kspawn_task_usage(zombie, usage);
	kspawn_task_put(zombie);
	return found;
}

} // namespace

int kspawn_wait4(int pid, int *status, unsigned options) { return wait_for(pid, status, options, nullptr); }

int kspawn_wait_usage(int pid, int *status, unsigned options, kspawn_rusage *usage)
{
	return wait_for(pid, status, options, usage);
}
