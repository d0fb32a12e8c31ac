/* src/generic/zombie.cpp: a process that has ended, and its parent */
#include <kspawn/fork.h>
#include <kspawn/wait.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "orphans.hpp"
#include "task_flags.hpp"

namespace {

void adopt_zombie(kspawn_task *reaper, kspawn_task *orphan)
{
	family_remove(orphan);
	orphan->exit_signal = KSPAWN_SIGCHLD;
	family_add_zombie(reaper, orphan);
	family_event(reaper);
	kspawn_child_event(reaper, orphan);
}

void hand_over_zombies(kspawn_task *leader)
{
	tree_lock lock;
	while (leader->zombies)
		adopt_zombie(kspawn_reaper_of(leader), leader->zombies);
}

/// Apart from what every process does at its end, since few leave children behind.
[[gnu::noinline]] void hand_over(kspawn_task *task, bool last)
{
	kspawn_orphans_pass_on(task);
	if (last)
		hand_over_zombies(task->leader);
}

bool is_init(const kspawn_task *leader)
{
	tree_lock lock;
	return leader == kspawn_init_task(); /* changes when init execs */
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
	kspawn_task *leader = task->leader;
	const bool last = has_flag(task, KSPAWN_TF_LAST);
	if (last && is_init(leader))
		kspawn_panic("init has ended");
	if (has_flag(last ? leader : task, KSPAWN_TF_PARENT))
		hand_over(task, last);
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
