/* src/generic/sys_wait4.cpp: wait4 with user addresses */
#include <kspawn/errno.h>
#include <kspawn/wait.h>

#include "wait.hpp"

namespace {

/// Linux's struct rusage: two timevals and fourteen counters.
struct rusage {
	long word[18];
};

int write_results(const kspawn_task *zombie, uintptr_t status, uintptr_t usage)
{
	kspawn_task *task = kspawn_current();
	const int32_t code = zombie->exit_code;
	const rusage nothing = {};
	int err = 0;
	if (status)
		err = kspawn_copy_to_user(task, status, &code, sizeof(code));
	if (!err && usage)
		err = kspawn_copy_to_user(task, usage, &nothing, sizeof(nothing));
	return err;
}

} // namespace

int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage)
{
	kspawn_task *zombie;
	int err = kspawn_wait_claim(pid, options, &zombie);
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
