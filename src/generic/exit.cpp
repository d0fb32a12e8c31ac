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

constexpr uint32_t cannot_exit = KSPAWN_TF_IDLE | KSPAWN_TF_EXITING;

/// Returns the flags that the task had. Does nothing if it cannot exit.
uint32_t leave_living(kspawn_task *task, int status)
{
	tree_lock lock;
	const uint32_t flags = task->flags;
	if (flags & cannot_exit)
		return flags;
	kspawn_task *leader = task->leader;
	uint32_t more = KSPAWN_TF_EXITING;
	if (--leader->live == 0) [[likely]] {
		more |= KSPAWN_TF_LAST;
		if (task != leader) [[unlikely]]
			decide_status(leader, status);
	}
	kspawn_atomic_store(&task->flags, flags | more, __ATOMIC_RELAXED);
	return flags;
}

[[noreturn, gnu::noinline]] void refuse(uint32_t flags)
{
	kspawn_panic(flags & KSPAWN_TF_IDLE ? "an idle task called exit" : "a task called exit twice");
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
	const uint32_t flags = leave_living(task, status);
	if (flags & cannot_exit)
		refuse(flags);
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
