/* src/generic/leader_get.cpp: the leader of a process, which another thread's exec may change */
#include <kspawn/task.h>

#include "freestanding.hpp"
#include "group.hpp"

kspawn_task *kspawn_leader_get(kspawn_task *task)
{
	tree_lock lock;
	kspawn_task *leader = group_leader(task);
	kspawn_task_get(leader);
	return leader;
}
