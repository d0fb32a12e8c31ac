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

/// False for init itself.
bool orphan_all(kspawn_task *leader)
{
	tree_lock lock;
	kspawn_task *init = kspawn_init_task(); /* changes when init execs */
	if (leader == init)
		return false;
	if (leader->children || leader->zombies)
		hand_over(leader, init);
	return true;
}

/// Whether the zombie stays for its parent.
bool tell_parent(kspawn_task *leader)
{
	kspawn_task *parent = leader->parent;
	family_remove(leader);
	clear_flag(leader, KSPAWN_TF_LINKED); /* kspawn_wait_reap takes it out of the zombies */
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
	if (!orphan_all(task->leader))
		kspawn_panic("init has ended");
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
