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
	kspawn_task *next = parent->children;
	set_flag(child, KSPAWN_TF_LINKED);
	child->parent = parent;
	child->sibling = next;
	child->sibling_prev = &parent->children;
	if (next)
		next->sibling_prev = &child->sibling;
	parent->children = child;
	if (!has_flag(parent, KSPAWN_TF_PARENT)) [[unlikely]]
		set_flag(parent, KSPAWN_TF_PARENT);
}

/// Puts `child`, whose parent it is and which is in no list, behind the zombies.
inline void family_append_zombie(kspawn_task *parent, kspawn_task *child)
{
	kspawn_task **end = parent->zombies_end;
	*end = child;
	parent->zombies_end = &child->sibling;
	child->sibling = nullptr;
	child->sibling_prev = end;
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

/// Takes `zombie` out of its parent's zombies.
inline void family_reap(kspawn_task *zombie)
{
	*zombie->sibling_prev = zombie->sibling;
	if (zombie->sibling)
		zombie->sibling->sibling_prev = zombie->sibling_prev;
	else
		zombie->parent->zombies_end = zombie->sibling_prev;
	zombie->sibling = nullptr;
	zombie->sibling_prev = nullptr;
}

/// Makes a zombie one of another process's zombies.
inline void family_move_zombie(kspawn_task *to, kspawn_task *zombie)
{
	family_reap(zombie);
	zombie->parent = to;
	family_append_zombie(to, zombie);
	set_flag(to, KSPAWN_TF_PARENT);
}

/// Moves a live child from its parent's children to the zombies. One step: the
/// words between are written once, and the parent's words one after the other.
inline void family_end_child(kspawn_task *parent, kspawn_task *child)
{
	kspawn_task *next = child->sibling, **prev = child->sibling_prev;
	*prev = next;
	if (next)
		next->sibling_prev = prev;
	family_append_zombie(parent, child);
}

/// Not inlined, since few events have a sleeper.
[[gnu::noinline]] inline void family_wake(kspawn_task *leader)
{
	kspawn_atomic_store(&leader->event, leader->event + 1, __ATOMIC_RELEASE);
	kspawn_wake_word(&leader->event);
}

/// For a thread of the process that has found no child: from here on each event wakes
/// it. Returns the count of events, on which it sleeps.
inline uint32_t family_await(kspawn_task *leader)
{
	set_flag(leader, KSPAWN_TF_AWAITED);
	return kspawn_atomic_load(&leader->event, __ATOMIC_RELAXED);
}

/// Something happened to a child that a wait may sleep for. Without a sleeper it costs
/// neither a hash nor the scheduler's lock.
inline void family_event(kspawn_task *leader)
{
	if (!has_flag(leader, KSPAWN_TF_AWAITED))
		return;
	clear_flag(leader, KSPAWN_TF_AWAITED);
	family_wake(leader);
}

} // namespace
#endif
