/* src/generic/task_ref.cpp: the holders of a task */
#include <kspawn/atomic.h>
#include <kspawn/task.h>

#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"
#include "task_ref.hpp"

namespace {

/// Removes a task from the lists that still hold it: its parent's, which no other
/// code does below layer 4, and the ring of its group.
[[gnu::noinline]] void unlink(kspawn_task *task)
{
	tree_lock lock;
	family_remove(task);
	group_unlink(task);
}

} // namespace

void kspawn_task_get(kspawn_task *task) { kspawn_atomic_fetch_add(&task->refs, 1, __ATOMIC_RELAXED); }

bool kspawn_refs_drop(kspawn_task *task) { return kspawn_atomic_fetch_sub(&task->refs, 1, __ATOMIC_ACQ_REL) == 1; }

void kspawn_task_put(kspawn_task *task)
{
	for (;;) {
		if (!kspawn_task_drop(task))
			return;
		if (has_flag(task, KSPAWN_TF_LINKED))
			unlink(task);
		kspawn_task *leader = task->leader;
		kspawn_task_free(task);
		if (leader == task || !leader) [[likely]]
			return;
		task = leader; /* which a thread holds */
	}
}
