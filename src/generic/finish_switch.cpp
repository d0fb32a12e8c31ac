/* src/generic/finish_switch.cpp: finishes a switch: the previous task may run elsewhere, or is freed */
#include <kspawn/atomic.h>
#include <kspawn/task.h>
#include <kspawn/trace.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

/// From layer 4 up the process has no children left. Below, no other code removes them
/// from its lists.
[[gnu::noinline]] void orphan_children(kspawn_task *leader)
{
	while (kspawn_task *child = leader->children) {
		family_remove(child);
		child->parent = nullptr;
	}
}

/// Returns true if `task` was the last thread of its process to leave its stack.
bool leave_group(kspawn_task *task)
{
	tree_lock lock;
	kspawn_task *leader = task->leader;
	kspawn_atomic_store(&task->state, KSPAWN_TASK_ZOMBIE, __ATOMIC_RELEASE);
	if (task != leader)
		group_unlink(task);
	const uint32_t left = leader->threads - 1;
	group_set_threads(leader, left);
	if (left != 0)
		family_wake(leader); /* an exec sleeps without a mark */
	else if (leader->children)
		orphan_children(leader);
	return left == 0;
}

} // namespace

void kspawn_task_finish(kspawn_task *task)
{
	kspawn_atomic_store(&task->state, KSPAWN_TASK_DEAD, __ATOMIC_RELEASE); /* kspawn_pid_find may read it */
}

void kspawn_finish_switch(kspawn_thread *prev)
{
	auto *task = reinterpret_cast<kspawn_task *>(prev);
	kspawn_trace_sched_switch(task, kspawn_current());
	const bool dead = kspawn_atomic_load(&task->state, __ATOMIC_RELAXED) == KSPAWN_TASK_DEAD;
	kspawn_atomic_store(&task->on_cpu, 0, __ATOMIC_RELEASE);
	if (!dead)
		return;

	kspawn_stack_free(task);
	task->stack = nullptr;
	kspawn_task *leader = task->leader;
	const bool last = leave_group(task);
	if (task != leader)
		kspawn_task_put(task);
	if (last)
		kspawn_process_dead(leader);
}
