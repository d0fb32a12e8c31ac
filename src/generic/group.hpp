/* src/generic/group.hpp: the threads of a process; all except group_exec under KSPAWN_LOCK_TREE */
#ifndef KSPAWN_GROUP_HPP
#define KSPAWN_GROUP_HPP

#include <kspawn/atomic.h>
#include <kspawn/host.h>
#include <kspawn/task.h>

#include "task_flags.hpp"

namespace {

/// Makes `leader`, the only living thread of its ring, lead it.
inline void group_lead(kspawn_task *leader)
{
	leader->leader = leader;
	leader->zombies_end = &leader->zombies;
	leader->live = 1;
	leader->threads = 1;
}

inline void group_found(kspawn_task *leader)
{
	leader->thread_next = leader;
	group_lead(leader);
}

/// Returns the leader of the process. A dead thread may still point at a leader
/// that has lost its place, which points at the one that took it.
inline kspawn_task *group_leader(const kspawn_task *task) { return task->leader->leader; }

/// A thread in exec reads the count without the lock.
inline void group_set_threads(kspawn_task *leader, uint32_t threads)
{
	kspawn_atomic_store(&leader->threads, threads, __ATOMIC_RELEASE);
}

inline void group_join(kspawn_task *leader, kspawn_task *thread)
{
	thread->leader = leader;
	thread->thread_next = leader->thread_next;
	leader->thread_next = thread;
	leader->live++;
	group_set_threads(leader, leader->threads + 1);
	kspawn_task_get(leader); /* kspawn_task_put of the thread drops it */
}

/// Takes `thread` out of the ring.
inline void group_unlink(kspawn_task *thread)
{
	kspawn_task *before = thread;
	while (before->thread_next != thread)
		before = before->thread_next;
	before->thread_next = thread->thread_next;
	thread->thread_next = thread;
}

/// Calls is_it(thread) for the threads of a process that have not begun to exit, `first`
/// first, until one is; returns that one, or NULL. A task without a ring is alone.
template <typename Is>
kspawn_task *find_thread(kspawn_task *first, Is is_it)
{
	kspawn_task *thread = first;
	do {
		if (!has_flag(thread, KSPAWN_TF_EXITING) && is_it(thread))
			return thread;
		thread = thread->thread_next;
	} while (thread && thread != first);
	return nullptr;
}

inline kspawn_task *living_thread(kspawn_task *leader)
{
	return find_thread(leader, [](const kspawn_task *) { return true; });
}

/// Kills every thread except `except`. The ring may hold dead leaders, which are exiting.
inline void group_kill(kspawn_task *leader, const kspawn_task *except)
{
	kspawn_task *thread = leader;
	do {
		if (thread != except && !has_flag(thread, KSPAWN_TF_EXITING)) {
			set_flag(thread, KSPAWN_TF_KILLED);
			kspawn_kick(thread);
		}
		thread = thread->thread_next;
	} while (thread != leader);
}

} // namespace

/// Ends all other threads of the process and waits until they have exited, so that the
/// current task `task` is its leader and only thread. Returns 0; -EINTR (killed
/// itself), -EAGAIN (another thread does the same). Sleeps.
extern "C" int kspawn_group_exec(kspawn_task *task);
#endif
