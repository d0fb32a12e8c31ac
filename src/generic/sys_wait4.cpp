/* src/generic/sys_wait4.cpp: wait4 with user addresses */
#include <kspawn/wait.h>

#include "rusage.hpp"

namespace {

int write_results(int32_t code, uintptr_t status, uintptr_t usage)
{
	kspawn_task *task = kspawn_current();
	const int err = status ? kspawn_copy_to_user(task, status, &code, sizeof(code)) : 0;
	return err ? err : write_usage(task, usage);
}

} // namespace

int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage)
{
	int code = 0;
	const int found = kspawn_wait4(pid, &code, options);
	if (found <= 0)
		return found;
	const int err = write_results(code, status, rusage);
	return err ? err : found;
}
