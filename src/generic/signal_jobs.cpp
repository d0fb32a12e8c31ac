/* src/generic/signal_jobs.cpp: process groups and sessions */
#include "processes.hpp"
#include "signal.hpp"

namespace {

/// Returns the process whose leader has this pid, or the current one for 0, with a reference; or NULL.
kspawn_task *find_leader(int pid, int &err)
{
	kspawn_task *task = pid ? kspawn_task_find(pid) : kspawn_current();
	err = -KSPAWN_ESRCH;
	if (!task)
		return nullptr;
	kspawn_task *leader = kspawn_leader_get(task);
	if (pid)
		kspawn_task_put(task);
	return leader;
}

bool leads_session(kspawn_task *leader) { return group_of(leader).sid == leader->tgid; }

bool is_pgrp_of(int pgid, int sid)
{
	return find_in_pgrp(pgid, [sid](kspawn_task *leader) { return group_of(leader).sid == sid; });
}

/// Linux's checks, in its order.
int check(kspawn_task *leader, int pid, int pgid)
{
	kspawn_task *own = kspawn_current()->leader;
	if (pid != leader->tgid)
		return -KSPAWN_EINVAL; /* another thread of it */
	if (leader->parent == own) {
		if (group_of(leader).sid != group_of(own).sid)
			return -KSPAWN_EPERM;
		if (!(group_of(leader).flags & GROUP_FORKED))
			return -KSPAWN_EACCES;
	} else if (leader != own) {
		return -KSPAWN_ESRCH;
	}
	if (leads_session(leader))
		return -KSPAWN_EPERM;
	return pgid == pid || is_pgrp_of(pgid, group_of(own).sid) ? 0 : -KSPAWN_EPERM;
}

/// Replaces the number of a group or session by one that is held.
void set_held(int32_t &id, int by)
{
	const int old = id;
	id = by;
	if (old)
		kspawn_group_release(old);
}

/// Returns false with nothing changed if the number cannot be held.
bool replace(int32_t &id, int by)
{
	if (kspawn_group_hold(by) != 0)
		return false;
	set_held(id, by);
	return true;
}

/// A process leads a group and a session of its own number, or nothing changes.
bool lead_session(kspawn_task *leader, int own)
{
	if (kspawn_group_hold(own) != 0)
		return false;
	if (!replace(leader->pgid, own)) {
		kspawn_group_release(own);
		return false;
	}
	set_held(group_of(leader).sid, own);
	return true;
}

int set_pgrp(kspawn_task *leader, int pid, int pgid)
{
	tree_lock lock;
	const int err = check(leader, pid, pgid);
	if (err || leader->pgid == pgid)
		return err;
	return replace(leader->pgid, pgid) ? 0 : -KSPAWN_EPERM;
}

} // namespace

void kspawn_group_join(kspawn_task *task, kspawn_task *parent)
{
	tree_lock lock;
	kspawn_task *leader = parent->leader;
	if (leader->pgid)
		(void)replace(task->pgid, leader->pgid);
	if (!has_flag(leader, KSPAWN_TF_IDLE) && group_of(leader).sid)
		(void)replace(group_of(task).sid, group_of(leader).sid);
}

void kspawn_group_leave(kspawn_task *task)
{
	const int sid = group_of(task).sid;
	if (task->pgid)
		kspawn_group_release(task->pgid);
	if (sid)
		kspawn_group_release(sid);
}

int kspawn_setpgid(int pid, int pgid)
{
	if (!pid)
		pid = kspawn_current()->tgid;
	if (!pgid)
		pgid = pid;
	if (pgid < 0)
		return -KSPAWN_EINVAL;
	int err;
	kspawn_task *leader = find_leader(pid, err);
	if (!leader)
		return err;
	err = set_pgrp(leader, pid, pgid);
	kspawn_task_put(leader);
	return err;
}

int kspawn_getpgid(int pid)
{
	int result;
	kspawn_task *leader = find_leader(pid, result);
	if (!leader)
		return result;
	{
		tree_lock lock;
		result = leader->pgid;
	}
	kspawn_task_put(leader);
	return result;
}

int kspawn_getsid(int pid)
{
	int result;
	kspawn_task *leader = find_leader(pid, result);
	if (!leader)
		return result;
	{
		tree_lock lock;
		result = group_of(leader).sid;
	}
	kspawn_task_put(leader);
	return result;
}

int kspawn_setsid()
{
	tree_lock lock;
	kspawn_task *leader = kspawn_current()->leader;
	const int own = leader->tgid;
	if (leads_session(leader) || find_in_pgrp(own, [](kspawn_task *) { return true; }))
		return -KSPAWN_EPERM;
	return lead_session(leader, own) ? own : -KSPAWN_EPERM;
}

int kspawn_pgrp_session(int pgid)
{
	tree_lock lock;
	kspawn_task *member = find_in_pgrp(pgid, [](kspawn_task *) { return true; });
	return member ? group_of(member).sid : -KSPAWN_ESRCH;
}

int kspawn_signal_background(int sig)
{
	kspawn_task *task = kspawn_current();
	tree_lock lock;
	const kspawn_signals &signals = signals_of(task);
	if (has(signals.blocked, sig) || handler_of(*signals.sighand, sig) == KSPAWN_SIG_IGN)
		return sig == KSPAWN_SIGTTIN ? -KSPAWN_EIO : 0;
	const int pgid = task->leader->pgid;
	if (kspawn_pgrp_is_orphaned(pgid, nullptr))
		return -KSPAWN_EIO;
	find_in_pgrp(pgid, [sig](kspawn_task *leader) {
		(void)kspawn_signal_send(leader, sig, nullptr, true);
		return false;
	});
	kspawn_signal_notice(task);
	return -KSPAWN_ERESTARTSYS;
}
