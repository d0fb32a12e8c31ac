/* src/generic/creation.cpp: the creation of a task, shared by kernel threads and user children */
#include "creation.hpp"

#include <kspawn/atomic.h>
#include <kspawn/host.h>
#include <kspawn/trace.h>

namespace {

/// Frees a task of which no other code has a reference. kspawn_kthread_create took two.
void drop(kspawn_task *child)
{
	while (!kspawn_task_drop(child))
		continue;
	kspawn_task_free(child);
}

} // namespace

int kspawn_creation_begin(kspawn_task **out)
{
	kspawn_task *child = nullptr;
	int err = kspawn_task_alloc(&child);
	if (err)
		return err;
	child->tgid = child->pid;
	child->refs = 1;
	err = kspawn_arch_dup_task(child, kspawn_current());
	if (err) {
		drop(child);
		return err;
	}
	*out = child;
	return 0;
}

/// Not inlined, since few creations fail.
[[gnu::noinline, gnu::cold]] void kspawn_creation_abort(kspawn_task *child)
{
	kspawn_exit_thread(child);
	drop(child);
}

int kspawn_creation_publish(kspawn_task *child)
{
	const int pid = child->pid;
	kspawn_atomic_store(&child->state, KSPAWN_TASK_LIVE, __ATOMIC_RELEASE);
	kspawn_trace_sched_process_fork(kspawn_current(), child);
	kspawn_task_publish(child);
	return pid;
}
