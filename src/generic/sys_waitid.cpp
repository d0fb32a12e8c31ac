/* src/generic/sys_waitid.cpp: waitid */
#include <kspawn/errno.h>
#include <kspawn/siginfo.h>
#include <kspawn/wait.h>

#include "rusage.hpp"
#include "wait.hpp"

namespace {

constexpr unsigned events = KSPAWN_WEXITED | KSPAWN_WUNTRACED | KSPAWN_WCONTINUED;
constexpr unsigned known_options = wait_options | KSPAWN_WEXITED | KSPAWN_WNOWAIT;

/// The members of a siginfo_t for a child: all zero for none.
struct child_info {
	int32_t code, pid, uid, status;
};

/// The members of Linux's siginfo_t that it writes: three ints, and three in a union aligned to a word.
struct siginfo {
	int32_t head[3];
	alignas(uintptr_t) int32_t child[3];
};

int check_target(const wait_target &target)
{
	if ((target.options & ~known_options) || !(target.options & events))
		return -KSPAWN_EINVAL;
	switch (target.idtype) {
	case KSPAWN_P_ALL:
		return 0;
	case KSPAWN_P_PID:
		return target.id > 0 ? 0 : -KSPAWN_EINVAL;
	case KSPAWN_P_PGID:
	case KSPAWN_P_PIDFD:
		return target.id >= 0 ? 0 : -KSPAWN_EINVAL;
	default:
		return -KSPAWN_EINVAL;
	}
}

constexpr int continued = 0xffff, stopped = 0x7f; /* wait statuses */

child_info describe(int pid, unsigned uid, int status)
{
	const int signal = status & 0x7f, code = status >> 8 & 0xff, user = int(uid);
	if (status == continued)
		return { KSPAWN_CLD_CONTINUED, pid, user, KSPAWN_SIGCONT };
	if (signal == stopped)
		return { KSPAWN_CLD_STOPPED, pid, user, code };
	if (!signal)
		return { KSPAWN_CLD_EXITED, pid, user, code };
	return { status & 0x80 ? KSPAWN_CLD_DUMPED : KSPAWN_CLD_KILLED, pid, user, signal };
}

/// Turns an open file into the pid behind it. Stores true if a wait that finds nothing is -EAGAIN.
int resolve(wait_target &target, bool &again)
{
	if (target.idtype != KSPAWN_P_PIDFD)
		return 0;
	bool at_once = false;
	const int pid = kspawn_pidfd(target.id, &at_once);
	if (pid < 0)
		return pid;
	again = at_once && !(target.options & KSPAWN_WNOHANG);
	target.idtype = KSPAWN_P_PID;
	target.id = pid;
	target.options |= at_once ? KSPAWN_WNOHANG : 0;
	return 0;
}

int wait_for(wait_target target, child_info &info, kspawn_rusage *usage)
{
	kspawn_task *zombie = nullptr;
	wait_report report;
	report.usage = usage;
	bool again = false;
	int err = check_target(target);
	if (!err)
		err = resolve(target, again);
	if (!err)
		err = kspawn_wait_find(target, &zombie, report);
	if (!err && !zombie && again)
		return -KSPAWN_EAGAIN;
	if (err > 0)
		info = describe(report.pid, report.uid, report.status);
	if (!zombie)
		return err > 0 ? 0 : err;
	info = describe(zombie->pid, kspawn_task_uid(zombie), zombie->exit_code);
	if (usage)
		kspawn_task_usage(zombie, usage);
	kspawn_task_put(zombie);
	return 0;
}

/// The bytes between and after the members are not written.
int write_info(uintptr_t to, const child_info &found)
{
	siginfo info = {};
	info.head[0] = found.pid ? KSPAWN_SIGCHLD : 0;
	info.head[KSPAWN_SIGINFO_CODE] = found.code;
	info.child[0] = found.pid;
	info.child[1] = found.uid;
	info.child[2] = found.status;
	kspawn_task *task = kspawn_current();
	const int err = kspawn_copy_to_user(task, to, info.head, sizeof(info.head));
	return err ? err : kspawn_copy_to_user(task, to + offsetof(siginfo, child), info.child, sizeof(info.child));
}

} // namespace

int kspawn_sys_waitid(int idtype, int id, uintptr_t info, unsigned options, uintptr_t rusage)
{
	child_info found = {};
	kspawn_rusage usage;
	if (rusage)
		usage = {};
	const int err = wait_for({ idtype, id, options }, found, rusage ? &usage : nullptr);
	if (found.pid) {
		const int unwritten = write_usage(rusage, usage);
		if (unwritten)
			return unwritten;
	}
	const int unwritten = info ? write_info(info, found) : 0;
	return unwritten ? unwritten : err;
}
