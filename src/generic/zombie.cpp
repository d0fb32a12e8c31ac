/* src/generic/zombie.cpp: a process that has ended, its parent and its orphans */
#include <kspawn/fork.h>
#include <kspawn/wait.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "task_flags.hpp"

namespace {

/// Orphans are waited for as if init had forked them.
void adopt(kspawn_task *init, kspawn_task *orphan)
{
	family_remove(orphan);
	orphan->exit_signal = KSPAWN_SIGCHLD;
	family_add_child(init, orphan);
}

void adopt_zombie(kspawn_task *init, kspawn_task *orphan)
{
	family_remove(orphan);
	orphan->exit_signal = KSPAWN_SIGCHLD;
	family_add_zombie(init, orphan);
	family_event(init);
	kspawn_child_event(init, orphan);
}

/// Apart from what every process does at its end, since few leave children behind.
[[gnu::noinline]] void hand_over(kspawn_task *leader, kspawn_task *init)
{
	while (leader->children)
		adopt(init, leader->children);
	while (leader->zombies)
		adopt_zombie(init, leader->zombies);
}

/// Whether the zombie stays for its parent.
bool tell_parent(kspawn_task *leader)
{
	kspawn_task *parent = leader->parent;
	family_remove(leader);
	if (!parent || has_flag(leader, KSPAWN_TF_AUTOREAP))
		return false;
	family_add_zombie(parent, leader);
	family_event(parent);
	kspawn_child_event(parent, leader);
	return true;
}

} // namespace

void kspawn_exit_notify(kspawn_task *task)
{
	if (!has_flag(task, KSPAWN_TF_LAST))
		return;
	kspawn_task *leader = task->leader;
	kspawn_task *init = kspawn_init_task();
	if (leader == init)
		kspawn_panic("init has ended");
	tree_lock lock;
	if (leader->children || leader->zombies)
		hand_over(leader, init);
}

void kspawn_zombie(kspawn_task *leader)
{
	bool stays;
	{
		tree_lock lock;
		if (has_flag(leader, KSPAWN_TF_GROUP_EXIT))
			leader->exit_code = leader->group_code;
		stays = tell_parent(leader);
	}
	if (!stays)
		kspawn_task_put(leader);
}
