/* src/generic/task_recycle.cpp: another life for a task that was freed */
#include <kspawn/task.h>

/* What a life leaves as it found it is not written: no task is freed with children, zombies, a place among siblings,
 * or on a processor. A creation sets the rest before it reads it. */
void kspawn_task_recycle(kspawn_task *task)
{
	task->group_code = 0;
	task->vfork_word = 0;
	task->clear_tid = 0;

	task->parent = nullptr;
	task->leader = nullptr;
	task->thread_next = nullptr;

	task->state = KSPAWN_TASK_NEW;
	task->refs = 0;
	task->flags = 0;
	task->exit_code = 0;
	task->exit_signal = 0;
	task->live = 0;
	task->threads = 0;
	task->kthread = 0;
	task->parent_tid = 0;
}
