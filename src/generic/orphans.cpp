/* src/generic/orphans.cpp: children whose parent ends get another one, and their signal */
#include "orphans.hpp"

#include <kspawn/fork.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

/// The children of a process are in one list, and each has the tid of its parent.
kspawn_task *find_child(const kspawn_task *task)
{
	kspawn_task *child = task->leader->children;
	while (child && !has_flag(task, KSPAWN_TF_LAST) && child->parent_tid != task->pid)
		child = child->sibling;
	return child;
}

/// Their next parent waits for orphans as for its own children.
void adopt(kspawn_task *reaper, kspawn_task *orphan)
{
	family_remove(orphan);
	orphan->exit_signal = KSPAWN_SIGCHLD;
	family_add_child(reaper, orphan);
}

void become_parent(kspawn_task *thread, kspawn_task *child)
{
	child->parent_tid = thread->pid;
	set_flag(thread, KSPAWN_TF_PARENT);
}

/// To another thread of the process, or to the reaper if there is none. False if
/// the reaper has none either: it is init, which is about to end.
bool give(kspawn_task *orphan, kspawn_task *leader)
{
	kspawn_task *thread = living_thread(leader);
	kspawn_task *reaper = thread ? nullptr : kspawn_reaper_of(leader);
	if (reaper)
		thread = living_thread(reaper);
	if (!thread)
		return false;
	if (reaper)
		adopt(reaper, orphan);
	become_parent(thread, orphan);
	return true;
}

void mark_threads(kspawn_task *orphan)
{
	find_thread(orphan, [](kspawn_task *thread) {
		set_flag(thread, KSPAWN_TF_ORPHANED);
		return false;
	});
}

/// Returns a child that has its next parent, with a reference, or NULL if none is left.
kspawn_task *pass_one_on(const kspawn_task *task)
{
	tree_lock lock;
	kspawn_task *orphan = find_child(task);
	if (!orphan || !give(orphan, task->leader))
		return nullptr;
	mark_threads(orphan);
	kspawn_task_get(orphan);
	return orphan;
}

/// Returns the next thread for kspawn_parent_died, with a reference, or NULL.
kspawn_task *next_thread(const kspawn_task *orphan)
{
	tree_lock lock;
	kspawn_task *thread =
		find_thread(group_leader(orphan), [](const kspawn_task *t) { return has_flag(t, KSPAWN_TF_ORPHANED); });
	if (thread) {
		clear_flag(thread, KSPAWN_TF_ORPHANED);
		kspawn_task_get(thread);
	}
	return thread;
}

} // namespace

kspawn_task *kspawn_reaper_of(const kspawn_task *leader)
{
	for (kspawn_task *up = leader->parent; up; up = up->parent)
		if (has_flag(up, KSPAWN_TF_SUBREAPER) && up->live != 0)
			return up;
	return kspawn_init_task();
}

/// One child at a time: the hook is called without the lock, since it may kill.
void kspawn_orphans_pass_on(kspawn_task *task)
{
	while (kspawn_task *orphan = pass_one_on(task)) {
		while (kspawn_task *thread = next_thread(orphan)) {
			kspawn_parent_died(thread);
			kspawn_task_put(thread);
		}
		kspawn_task_put(orphan);
	}
}
