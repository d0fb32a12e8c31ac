/* src/generic/task_ref.cpp: who holds a task */
#include <kspawn/host.h>
#include <kspawn/task.h>

void kspawn_task_get(kspawn_task *task)
{
	__atomic_fetch_add(&task->refs, 1, __ATOMIC_RELAXED);
}

void kspawn_task_put(kspawn_task *task)
{
	if (__atomic_fetch_sub(&task->refs, 1, __ATOMIC_ACQ_REL) == 1)
		kspawn_task_free(task);
}
