/* src/generic/kill.cpp: kill and exit of a whole process */
#include <kspawn/errno.h>
#include <kspawn/kthread.h>
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "freestanding.hpp"
#include "group.hpp"

namespace {

/// The first exit or kill of a group decides its status. Under the lock.
void end_group(const kspawn_task *task, int status, const kspawn_task *except)
{
	kspawn_task *leader = group_leader(task); /* an exec changes it */
	if (leader->live == 0)
		return;
	if (!set_flag(leader, KSPAWN_TF_GROUP_EXIT))
		leader->group_code = status;
	group_kill(leader, except);
}

/// Returns the status of a group that is exiting, otherwise 0. Under the lock.
int group_status(const kspawn_task *task) { return has_flag(task->leader, KSPAWN_TF_GROUP_EXIT) ? task->leader->group_code : 0; }

} // namespace

void kspawn_exit_group(int status)
{
	kspawn_task *task = kspawn_current();
	{
		tree_lock lock;
		end_group(task, status, task);
		status = group_status(task);
	}
	kspawn_exit(status);
}

int kspawn_kill(kspawn_task *task, int sig)
{
	tree_lock lock;
	kspawn_trace_signal_generate(sig, task);
	return kspawn_kill_locked(task, sig);
}

int kspawn_kill_locked(kspawn_task *task, int sig)
{
	if (has_flag(task, KSPAWN_TF_KTHREAD))
		return -KSPAWN_EPERM;
	end_group(task, sig, nullptr);
	return 0;
}

void kspawn_user_work(kspawn_pt_regs *)
{
	kspawn_task *task = kspawn_current();
	if (!has_flag(task, KSPAWN_TF_KILLED))
		return;
	int status;
	{
		tree_lock lock;
		status = group_status(task);
	}
	kspawn_exit(status);
}
