/* src/generic/notify_parent.cpp: a process that has exited, and its parent */
#include <kspawn/fork.h>
#include <kspawn/wait.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "orphans.hpp"
#include "task_flags.hpp"

namespace {

/// Reports a zombie of `parent`. Returns false if it is not kept.
bool report(kspawn_task *parent, kspawn_task *zombie)
{
	const bool kept = kspawn_child_event(parent, zombie);
	if (!kept)
		family_reap(zombie);
	family_event(parent); /* a wait finds it, or returns -ECHILD */
	return kept;
}

bool adopt_zombie(kspawn_task *reaper, kspawn_task *orphan)
{
	orphan->exit_signal = KSPAWN_SIGCHLD;
	family_move_zombie(reaper, orphan);
	return report(reaper, orphan);
}

/// Returns a list, by `sibling`, of the zombies that are not kept.
kspawn_task *hand_over_zombies(kspawn_task *leader)
{
	tree_lock lock;
	kspawn_task *dropped = nullptr;
	while (kspawn_task *zombie = leader->zombies) {
		if (adopt_zombie(kspawn_reaper_of(leader), zombie))
			continue;
		zombie->sibling = dropped;
		dropped = zombie;
	}
	return dropped;
}

void put_list(kspawn_task *zombies)
{
	while (kspawn_task *zombie = zombies) {
		zombies = zombie->sibling;
		zombie->sibling = nullptr;
		kspawn_task_put(zombie);
	}
}

/// Not inlined, since few processes exit with children.
[[gnu::noinline]] void hand_over(kspawn_task *task, bool last)
{
	kspawn_orphans_pass_on(task);
	if (last)
		put_list(hand_over_zombies(task->leader));
}

bool is_init(const kspawn_task *leader)
{
	tree_lock lock;
	return leader == kspawn_init_task(); /* changes when init execs */
}

/// Returns true if the zombie stays until its parent reaps it. A wait takes it out of
/// the zombies, so that its last put need not.
bool report_to_parent(kspawn_task *leader, uint32_t flags)
{
	kspawn_task *parent = leader->parent;
	if (!parent)
		return false;
	kspawn_atomic_store(&leader->flags, flags & ~KSPAWN_TF_LINKED, __ATOMIC_RELAXED);
	if (flags & KSPAWN_TF_AUTOREAP) {
		family_remove(leader);
		return false;
	}
	family_end_child(parent, leader);
	return report(parent, leader);
}

} // namespace

void kspawn_reparent_children(kspawn_task *task)
{
	kspawn_task *leader = task->leader;
	const bool last = has_flag(task, KSPAWN_TF_LAST);
	if (last && is_init(leader))
		kspawn_panic("init has ended");
	if (last ? has_flag(leader, KSPAWN_TF_PARENT) : has_flag(task, KSPAWN_TF_PARENT))
		hand_over(task, last);
}

void kspawn_notify_parent(kspawn_task *leader)
{
	bool stays;
	{
		tree_lock lock;
		const uint32_t flags = leader->flags;
		if (flags & KSPAWN_TF_GROUP_EXIT)
			leader->exit_code = leader->group_code;
		stays = report_to_parent(leader, flags);
	}
	if (!stays)
		kspawn_task_put(leader);
}
