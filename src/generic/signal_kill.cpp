/* src/generic/signal_kill.cpp: kill and its kin */
#include "processes.hpp"
#include "signal.hpp"
#include "signal_user.hpp"

namespace {

/// Sends, if it is permitted; asks alone for signal 0. Under the lock.
int send(kspawn_task *task, const kspawn_siginfo &info, bool process)
{
	const int err = kspawn_signal_permitted(group_leader(task), info.signo);
	return err || info.signo == 0 ? err : kspawn_signal_send(task, info.signo, &info, process);
}

int send_to_process(int pid, const kspawn_siginfo &info)
{
	kspawn_task *task = pid > 0 ? kspawn_task_find(pid) : nullptr;
	if (!task)
		return -KSPAWN_ESRCH;
	int err;
	{
		tree_lock lock;
		err = send(task, info, true);
	}
	kspawn_task_put(task);
	return err;
}

int send_to_thread(int tgid, int pid, const kspawn_siginfo &info)
{
	kspawn_task *task = kspawn_task_find(pid);
	if (!task)
		return -KSPAWN_ESRCH;
	int err = -KSPAWN_ESRCH;
	{
		tree_lock lock;
		if (tgid == 0 || task->tgid == tgid)
			err = send(task, info, false);
	}
	kspawn_task_put(task);
	return err;
}

/// One that gets it is enough.
int send_to_pgrp(int pgid, const kspawn_siginfo &info)
{
	tree_lock lock;
	int result = -KSPAWN_ESRCH;
	find_in_pgrp(pgid ? pgid : kspawn_current()->leader->pgid, [&](kspawn_task *leader) {
		const int err = send(leader, info, true);
		result = result ? err : 0;
		return false;
	});
	return result;
}

/// All except init and the caller's own. Permissions count only if it is permitted to none.
int send_to_all(const kspawn_siginfo &info)
{
	tree_lock lock;
	const kspawn_task *own = kspawn_current()->leader, *init = kspawn_init_task();
	int result = -KSPAWN_ESRCH;
	find_process([&](kspawn_task *leader) {
		if (leader == own || leader == init)
			return false;
		const int err = send(leader, info, true);
		if (err != -KSPAWN_EPERM || result == -KSPAWN_ESRCH)
			result = err;
		return false;
	});
	return result;
}

bool is_signal_or_0(int sig) { return sig == 0 || is_signal(sig); }

/// A thread may only send to itself what looks as if it came from the kernel or from kill.
bool is_forged(const kspawn_siginfo &info, int pid)
{
	return (info.code >= 0 || info.code == KSPAWN_SI_TKILL) && pid != kspawn_current()->pid;
}

/// How far a signal goes from an open file: to its thread alone, to its process, or to the group that this leads. None of them
/// is the process.
enum : unsigned { to_thread = 1, to_process = 2, to_pgrp = 4 };

bool is_scope(unsigned flags) { return flags <= to_pgrp && (flags & (flags - 1)) == 0; }

int send_to_file(int pid, const kspawn_siginfo &info, unsigned scope)
{
	if (scope == to_thread)
		return send_to_thread(0, pid, info);
	return scope == to_pgrp ? send_to_pgrp(pid, info) : send_to_process(pid, info);
}

} // namespace

long kspawn_sys_kill(int pid, int sig)
{
	if (!is_signal_or_0(sig))
		return -KSPAWN_EINVAL;
	const kspawn_siginfo info = info_of_sender(sig, KSPAWN_SI_USER);
	if (pid > 0)
		return send_to_process(pid, info);
	if (pid == -1)
		return send_to_all(info);
	return pid == INT32_MIN ? -KSPAWN_ESRCH : send_to_pgrp(-pid, info);
}

long kspawn_sys_tgkill(int tgid, int pid, int sig)
{
	if (pid <= 0 || tgid < 0 || !is_signal_or_0(sig))
		return -KSPAWN_EINVAL;
	return send_to_thread(tgid, pid, info_of_sender(sig, KSPAWN_SI_TKILL));
}

long kspawn_sys_rt_sigqueueinfo(int tgid, int pid, int sig, uintptr_t from)
{
	kspawn_siginfo info;
	const int err = kspawn_copy_from_user(&info, from, sizeof(info));
	if (err)
		return err;
	info.signo = sig;
	if (tgid < 0 || (tgid && pid <= 0) || !is_signal_or_0(sig))
		return -KSPAWN_EINVAL;
	if (is_forged(info, pid))
		return -KSPAWN_EPERM;
	return tgid ? send_to_thread(tgid, pid, info) : send_to_process(pid, info);
}

long kspawn_sys_pidfd_send_signal(int fd, int sig, uintptr_t from, unsigned flags)
{
	bool at_once = false;
	const int pid = is_scope(flags) ? kspawn_pidfd(fd, &at_once) : -KSPAWN_EINVAL;
	if (pid < 0 && pid != -KSPAWN_ECHILD)
		return pid;
	kspawn_siginfo info = info_of_sender(sig, flags == to_thread ? KSPAWN_SI_TKILL : KSPAWN_SI_USER);
	const int err = from ? kspawn_copy_from_user(&info, from, sizeof(info)) : 0;
	if (err)
		return err;
	if (info.signo != sig || !is_signal_or_0(sig))
		return -KSPAWN_EINVAL;
	if (from && is_forged(info, pid))
		return -KSPAWN_EPERM;
	return pid < 0 ? -KSPAWN_ESRCH : send_to_file(pid, info, flags);
}
