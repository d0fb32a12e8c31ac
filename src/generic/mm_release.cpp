/* src/generic/mm_release.cpp: clear_tid and vfork, when a task releases its address space */
#include <kspawn/atomic.h>
#include <kspawn/fork.h>

#include "task_flags.hpp"

void kspawn_mm_release(kspawn_task *task)
{
	const uintptr_t word = task->clear_tid;
	if (!word)
		return;
	task->clear_tid = 0;
	const int32_t zero = 0;
	if (kspawn_copy_to_user(task, word, &zero, sizeof(zero)) == 0)
		kspawn_futex_wake(word);
}

void kspawn_vfork_done(kspawn_task *task)
{
	if (kspawn_atomic_exchange(&task->vfork_word, 0, __ATOMIC_ACQ_REL))
		kspawn_wake_word(&task->vfork_word);
}

void kspawn_exit_resources(kspawn_task *task)
{
	if (has_flag(task, KSPAWN_TF_KTHREAD))
		return;
	kspawn_mm_release(task);
	kspawn_res_put(task, KSPAWN_RES_MM);
	kspawn_vfork_done(task);
	kspawn_res_put(task, KSPAWN_RES_FILES);
	kspawn_res_put(task, KSPAWN_RES_FS);
	kspawn_res_put(task, KSPAWN_RES_SIGHAND);
}
