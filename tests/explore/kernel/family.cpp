/* tests/explore/kernel/family.cpp: processes: init and the pid of a leader */
#include "internal.hpp"

using namespace explore;

using namespace kernel;

void kspawn_pid_exchanged(kspawn_task *task, kspawn_task *leader)
{
	under_tree("pid_exchanged");
	kspawn_pid_assign(pids, task->pid, task);
	kspawn_pid_assign(pids, leader->pid, leader);
	if (playing->layer5)
		kspawn_signal_exchanged(task, leader);
}

/// The process with pid 1. Another thread's exec changes it under TREE.
kspawn_task *kspawn_init_task()
{
	if (exploring)
		under_tree("init_task");
	return pids->slots[1].task;
}
