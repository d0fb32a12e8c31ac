/* src/generic/processes.hpp: a walk over all processes; under KSPAWN_LOCK_TREE */
#ifndef KSPAWN_PROCESSES_HPP
#define KSPAWN_PROCESSES_HPP

#include <kspawn/host.h>
#include <kspawn/task.h>

#include "task_flags.hpp"

namespace {

/// Calls is_it(leader) for the processes of one parent that are in a list; zombies have no children.
template <typename Is>
kspawn_task *find_in(kspawn_task *list, Is &is_it)
{
	while (list && !is_it(list))
		list = list->sibling;
	return list;
}

inline kspawn_task *root_process()
{
	kspawn_task *root = kspawn_init_task();
	while (root && root->parent)
		root = root->parent;
	return root;
}

/// The next in the tree, parents before children, or NULL.
inline kspawn_task *next_process(kspawn_task *leader, const kspawn_task *root)
{
	if (leader->children)
		return leader->children;
	while (leader != root && !leader->sibling)
		leader = leader->parent;
	return leader == root ? nullptr : leader->sibling;
}

/// Calls is_it(leader) for all processes, zombies too, until one is; returns that one, or NULL.
template <typename Is>
kspawn_task *find_process(Is is_it)
{
	kspawn_task *const root = root_process();
	for (kspawn_task *leader = root; leader; leader = next_process(leader, root)) {
		if (!has_flag(leader, KSPAWN_TF_IDLE) && is_it(leader))
			return leader;
		if (kspawn_task *zombie = find_in(leader->zombies, is_it))
			return zombie;
	}
	return nullptr;
}

/// Calls is_it(leader) for the processes of a group.
template <typename Is>
kspawn_task *find_in_pgrp(int pgid, Is is_it)
{
	return find_process([&](kspawn_task *leader) { return leader->pgid == pgid && is_it(leader); });
}

} // namespace
#endif
