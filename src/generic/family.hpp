/* src/generic/family.hpp: the tree of processes; all of it under KSPAWN_LOCK_TREE */
#ifndef KSPAWN_FAMILY_HPP
#define KSPAWN_FAMILY_HPP

#include <kspawn/atomic.h>
#include <kspawn/host.h>
#include <kspawn/task.h>

#include "task_flags.hpp"

namespace {

inline void family_add_child(kspawn_task *parent, kspawn_task *child)
{
	set_flag(child, KSPAWN_TF_LINKED);
	set_flag(parent, KSPAWN_TF_PARENT);
	child->parent = parent;
	child->sibling = parent->children;
	if (child->sibling)
		child->sibling->sibling_prev = &child->sibling;
	child->sibling_prev = &parent->children;
	parent->children = child;
}

inline void family_add_zombie(kspawn_task *parent, kspawn_task *child)
{
	set_flag(parent, KSPAWN_TF_PARENT);
	child->parent = parent;
	child->sibling = nullptr;
	child->sibling_prev = parent->zombies_end;
	*parent->zombies_end = child;
	parent->zombies_end = &child->sibling;
}

/// Takes `child` out of its parent's children or zombies, if it is in one.
inline void family_remove(kspawn_task *child)
{
	if (!child->sibling_prev)
		return;
	*child->sibling_prev = child->sibling;
	if (child->sibling)
		child->sibling->sibling_prev = child->sibling_prev;
	else if (child->parent->zombies_end == &child->sibling)
		child->parent->zombies_end = child->sibling_prev;
	child->sibling = nullptr;
	child->sibling_prev = nullptr;
}

/// Something happened that the process waits for: a child's end, a thread's.
inline void family_event(kspawn_task *leader)
{
	kspawn_atomic_store(&leader->event, leader->event + 1, __ATOMIC_RELEASE);
	kspawn_wake_word(&leader->event);
}

} // namespace
#endif
