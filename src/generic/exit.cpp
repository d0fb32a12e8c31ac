/* src/generic/exit.cpp: the end of a task */
#include <kspawn/atomic.h>
#include <kspawn/kthread.h>
#include <kspawn/trace.h>

#include "freestanding.hpp"
#include "kthread_creation.hpp"
#include "task_flags.hpp"

namespace {

/// A thread that exits after its leader decides the status of the process, as in Linux 6.18.
void decide_status(kspawn_task *leader, int status)
{
	if (!set_flag(leader, KSPAWN_TF_GROUP_EXIT))
		leader->group_code = status;
}

/// Returns true if the task was already exiting.
bool leave_living(kspawn_task *task, int status)
{
	tree_lock lock;
	if (has_flag(task, KSPAWN_TF_EXITING))
		return true;
	kspawn_task *leader = task->leader;
	const bool last = --leader->live == 0;
	if (last && task != leader)
		decide_status(leader, status);
	set_flag(task, KSPAWN_TF_EXITING | (last ? KSPAWN_TF_LAST : 0));
	return false;
}

bool is_held(const kspawn_task *task) { return kspawn_atomic_load(&task->kthread, __ATOMIC_RELAXED) & KTHREAD_HELD; }

[[gnu::noinline]] void wake_holder(kspawn_task *task)
{
	kspawn_atomic_fetch_or(&task->kthread, KTHREAD_ENDED, __ATOMIC_RELEASE);
	kspawn_wake_word(&task->kthread);
}

/// Inlined: a call that never returns unbalances the return predictor, so the next
/// thread would mispredict its returns.
[[noreturn, gnu::always_inline]] inline void end(kspawn_task *task, int status)
{
	if (has_flag(task, KSPAWN_TF_IDLE))
		kspawn_panic("an idle task called exit");
	if (leave_living(task, status))
		kspawn_panic("a task called exit twice");
	task->exit_code = status;
	kspawn_trace_sched_process_exit(task);
	kspawn_task_exiting(task);
	kspawn_exit_thread(task);
	if (is_held(task))
		wake_holder(task);
	kspawn_final_switch();
}

} // namespace

void kspawn_exit(int status) { end(kspawn_current(), status); }

void kspawn_fn_returned(int rv)
{
	kspawn_task *task = kspawn_current();
	if (!has_flag(task, KSPAWN_TF_KTHREAD))
		return;
	task->result = rv;
	end(task, (rv & 0xff) << 8);
}
