/* src/generic/sys_wait4.cpp: wait4 with user addresses */
#include "rusage.hpp"
#include "wait.hpp"

namespace {

/// What wait4 returns of a child, if `pid` is above zero.
struct found_child {
	int pid;
	int32_t status;
};

/// Waits, and reaps a zombie. Fills in *usage unless NULL. Returns 0, or a negative errno.
int wait_for(const wait_target &target, found_child &found, kspawn_rusage *usage)
{
	kspawn_task *zombie = nullptr;
	wait_report report;
	report.usage = usage;
	const int err = kspawn_wait_find(target, &zombie, report);
	if (err > 0) {
		found.pid = report.pid;
		found.status = report.status;
	}
	if (!zombie)
		return err > 0 ? 0 : err;
	found.pid = zombie->pid;
	found.status = zombie->exit_code;
	if (usage)
		kspawn_task_usage(zombie, usage);
	kspawn_task_put(zombie);
	return 0;
}

int write_status(uintptr_t to, const found_child &found)
{
	return to ? kspawn_copy_to_user(kspawn_current(), to, &found.status, sizeof(found.status)) : 0;
}

} // namespace

int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage)
{
	wait_target target;
	found_child found = {};
	kspawn_rusage usage;
	if (rusage)
		usage = {};
	int err = wait4_target(pid, options, target);
	if (!err)
		err = wait_for(target, found, rusage ? &usage : nullptr);
	if (err || !found.pid)
		return err;
	err = write_status(status, found);
	if (!err)
		err = write_usage(rusage, usage);
	return err ? err : found.pid;
}
