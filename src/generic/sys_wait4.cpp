/* src/generic/sys_wait4.cpp: wait4 with user addresses */
#include "rusage.hpp"
#include "wait.hpp"

namespace {

/// Returns 0, or a negative errno.
int write_results(uintptr_t status, int32_t value, uintptr_t rusage, const kspawn_rusage &usage)
{
	const int err = status ? kspawn_copy_to_user(kspawn_current(), status, &value, sizeof(value)) : 0;
	return err ? err : write_usage(rusage, usage);
}

} // namespace

int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage)
{
	int value;
	kspawn_rusage usage;
	if (rusage)
		usage = {};
	const int found = kspawn_wait_usage(pid, &value, options, rusage ? &usage : nullptr);
	if (found <= 0)
		return found;
	const int err = write_results(status, value, rusage, usage);
	return err ? err : found;
}
