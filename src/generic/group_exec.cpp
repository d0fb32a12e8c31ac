/* src/generic/group_exec.cpp: an exec leaves one thread of the process, its leader */
#include <kspawn/atomic.h>
#include <kspawn/errno.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

int claim_group(kspawn_task *task)
{
	tree_lock lock;
	kspawn_task *leader = task->leader;
	if (has_flag(task, KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (set_flag(leader, KSPAWN_TF_GROUP_EXEC))
		return -KSPAWN_EAGAIN;
	group_kill(leader, task);
	return 0;
}

void unclaim_group(kspawn_task *leader)
{
	tree_lock lock;
	clear_flag(leader, KSPAWN_TF_GROUP_EXEC);
}

int wait_until_alone(kspawn_task *leader)
{
	for (;;) {
		const uint32_t seen = kspawn_atomic_load(&leader->event, __ATOMIC_ACQUIRE);
		if (kspawn_atomic_load(&leader->threads, __ATOMIC_ACQUIRE) == 1)
			return 0;
		const int err = kspawn_wait_word(&leader->event, seen, KSPAWN_KILLABLE);
		if (err)
			return err;
	}
}

void adopt_children(kspawn_task *task, kspawn_task *old)
{
	while (kspawn_task *child = old->children) {
		family_remove(child);
		child->parent_tid = old->pid; /* which `task`, the only thread left, will have */
		family_add_child(task, child);
	}
	while (kspawn_task *zombie = old->zombies)
		family_move_zombie(task, zombie);
}

void exchange(int32_t &a, int32_t &b)
{
	const int32_t was = a;
	a = b;
	b = was;
}

/// Swaps pid and pgid together, so that the number of holders of each stays right.
void exchange_pids(kspawn_task *task, kspawn_task *old)
{
	exchange(task->pid, old->pid);
	exchange(task->pgid, old->pgid);
	kspawn_pid_exchanged(task, old);
}

/// A reference to a dead leader means the process. So dead leaders stay in the ring
/// until they are freed, and each points at and holds the thread that leads.
void repoint_ring(kspawn_task *task, kspawn_task *old)
{
	uint32_t holders = 0;
	for (kspawn_task *dead = task->thread_next; dead != task; dead = dead->thread_next) {
		dead->leader = task;
		kspawn_task_get(task);
		holders++;
	}
	/* As many held `old`: the other dead leaders, and `task`. Its own reference is left. */
	kspawn_atomic_fetch_sub(&old->refs, holders, __ATOMIC_RELEASE);
	set_flag(old, KSPAWN_TF_LINKED);
	group_lead(task);
}

/// `old`, the dead leader, gives its place in the family and its pid to `task`.
void take_over(kspawn_task *task, kspawn_task *old)
{
	tree_lock lock;
	kspawn_task *parent = old->parent;
	repoint_ring(task, old);
	clear_flag(task, KSPAWN_TF_AUTOREAP);
	set_flag(task, old->flags & (KSPAWN_TF_AUTOREAP | KSPAWN_TF_GROUP_EXIT | KSPAWN_TF_SUBREAPER));
	task->group_code = old->group_code;
	task->exit_signal = old->exit_signal;
	task->parent_tid = old->parent_tid;
	if (old->sibling_prev) {
		family_remove(old);
		family_add_child(parent, task);
	}
	adopt_children(task, old);
	exchange_pids(task, old);
}

} // namespace

int kspawn_group_exec(kspawn_task *task)
{
	kspawn_task *leader = task->leader;
	int err = claim_group(task);
	if (err)
		return err;
	err = wait_until_alone(leader);
	unclaim_group(leader);
	if (err || task == leader)
		return err;
	take_over(task, leader);
	kspawn_task_put(leader);
	return 0;
}
