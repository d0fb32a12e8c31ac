/* src/generic/sys_wait4.cpp: wait4 with user addresses */
#include <kspawn/errno.h>
#include <kspawn/wait.h>

#include "rusage.hpp"
#include "wait.hpp"

namespace {

int write_results(const kspawn_task *zombie, uintptr_t status, uintptr_t usage)
{
	kspawn_task *task = kspawn_current();
	const int32_t code = zombie->exit_code;
	const int err = status ? kspawn_copy_to_user(task, status, &code, sizeof(code)) : 0;
	return err ? err : write_usage(task, usage);
}

} // namespace

int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage)
{
	kspawn_task *zombie;
	int err = kspawn_wait4_claim(pid, options, &zombie);
	if (!zombie)
		return err;
	const int found = zombie->pid;
	err = write_results(zombie, status, rusage);
	if (err) {
		kspawn_wait_unclaim(zombie);
		return err;
	}
	kspawn_wait_reap(zombie);
	return found;
}
