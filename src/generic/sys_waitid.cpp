/* src/generic/sys_waitid.cpp: waitid */
#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/wait.h>

#include "rusage.hpp"
#include "wait.hpp"

#ifndef KSPAWN_SIGINFO_CODE /* the index of si_code; si_errno has the other */
#define KSPAWN_SIGINFO_CODE 2
#endif

namespace {

constexpr unsigned own_options = KSPAWN_WEXITED | KSPAWN_WNOWAIT;
constexpr int32_t cld_exited = 1, cld_killed = 2;

/// Linux's siginfo_t: three ints, then a union aligned to a word.
struct siginfo {
	int32_t head[3];
	alignas(uintptr_t) int32_t pid;
	int32_t uid, status;
	int32_t rest[32 - 6 - (sizeof(uintptr_t) / 4 - 1)];
};
static_assert(sizeof(siginfo) == 128);

/// The argument of wait4 that means the same.
int to_pid(int idtype, int id, int *pid)
{
	switch (idtype) {
	case KSPAWN_P_ALL:
		*pid = -1;
		return 0;
	case KSPAWN_P_PID:
		*pid = id;
		return id > 0 ? 0 : -KSPAWN_EINVAL;
	case KSPAWN_P_PGID:
		*pid = -id;
		return id == 0 || id > 1 ? 0 : -KSPAWN_EINVAL;
	default:
		return -KSPAWN_EINVAL;
	}
}

int write_info(const kspawn_task *zombie, uintptr_t info, uintptr_t usage)
{
	kspawn_task *task = kspawn_current();
	siginfo told = {};
	if (zombie) {
		const int signal = zombie->exit_code & 0x7f;
		told.head[0] = KSPAWN_SIGCHLD;
		told.head[KSPAWN_SIGINFO_CODE] = signal ? cld_killed : cld_exited;
		told.pid = zombie->pid;
		told.status = signal ? signal : zombie->exit_code >> 8 & 0xff;
	}
	const int err = info ? kspawn_copy_to_user(task, info, &told, sizeof(told)) : 0;
	return err ? err : write_usage(task, usage);
}

} // namespace

int kspawn_sys_waitid(int idtype, int id, uintptr_t info, unsigned options, uintptr_t rusage)
{
	int pid;
	int err = to_pid(idtype, id, &pid);
	if (err || !(options & KSPAWN_WEXITED) || (options & ~(wait_options | own_options)))
		return -KSPAWN_EINVAL;
	kspawn_task *zombie;
	err = kspawn_wait_claim(pid, options & wait_options, &zombie);
	if (err)
		return err;
	err = write_info(zombie, info, rusage);
	if (!zombie)
		return err;
	if (err || (options & KSPAWN_WNOWAIT))
		kspawn_wait_unclaim(zombie);
	else
		kspawn_wait_reap(zombie);
	return err;
}
