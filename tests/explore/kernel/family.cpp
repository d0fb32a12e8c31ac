/* tests/explore/kernel/family.cpp: processes: init, the pid of a leader, signals */
#include "internal.hpp"

#include <csignal>

using namespace explore;

using namespace kernel;

void kspawn_pid_exchanged(kspawn_task *task, kspawn_task *leader)
{
	under_tree("pid_exchanged");
	kspawn_pid_assign(pids, task->pid, task);
	kspawn_pid_assign(pids, leader->pid, leader);
}

bool kspawn_child_event(kspawn_task *parent, kspawn_task *child)
{
	under_tree("child_event");
	if (host_of(parent).st != hproc::used || host_of(child).st != hproc::used)
		fail("child_event with a freed task", HERE);
	if (child->exit_signal == SIGKILL)
		kspawn_kill_locked(parent, SIGKILL);
	return child->exit_signal != KSPAWN_SIGCHLD || !host_of(parent).ignores_children;
}

/// The process with pid 1. Another thread's exec changes it under TREE.
kspawn_task *kspawn_init_task()
{
	if (exploring)
		under_tree("init_task");
	return pids->slots[1].task;
}
