/* src/hosted/scheduler.cpp: who runs on the machine's processor */
#include "scheduler.hpp"

#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "host_error.hpp"
#include "machine.hpp"
#include "process.hpp"
#include "stacks.hpp"

using namespace kspawn::hosted;

namespace {

constexpr uint32_t level_first = 0, level_normal = 1;

kspawn_task **signal_stack_task;
unsigned locks_held; /* a bit for each kspawn_lock_id */

void enqueue(kspawn_task *task, uint32_t level = level_normal)
{
	if (kspawn_rq_push(&the_machine().queue, task, level))
		die("a task is in the run queue twice");
}

void wake(kspawn_task *task)
{
	process::of(task).asleep = false;
	enqueue(task);
}

} // namespace

void kspawn::hosted::set_signal_stack(void *block)
{
	signal_stack_task = static_cast<kspawn_task **>(block);
	*signal_stack_task = kspawn_current();
}

void kspawn::hosted::schedule()
{
	kspawn_task *prev = kspawn_current();
	kspawn_task *next = kspawn_rq_pop(&the_machine().queue);
	if (!next)
		next = &process::idle().task;
	if (next == prev)
		return;
	the_machine().result.switches++;
	next->on_cpu = 1;
	*signal_stack_task = next;
	kspawn_task_switched(kspawn_switch_to_fp(&prev->thread, &next->thread));
}

void kspawn::hosted::yield()
{
	enqueue(kspawn_current());
	schedule();
}

void kspawn::hosted::may_sleep()
{
	if (locks_held)
		die("a hook that may sleep was called under a lock of the core");
	if (the_machine().options.switch_in_hooks && !(kspawn_current()->flags & KSPAWN_TF_IDLE))
		yield();
}

void kspawn_schedule_tail(kspawn_thread *prev)
{
	kspawn_task_switched(prev);
}

kspawn_task *kspawn_current()
{
	const auto sp = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
	return *reinterpret_cast<kspawn_task **>(sp & ~(stack_block - 1));
}

void kspawn_task_publish(kspawn_task *task)
{
	machine &m = the_machine();
	m.result.births++;
	trace_birth(task);
	if (!m.options.child_first || (kspawn_current()->flags & KSPAWN_TF_IDLE)) {
		enqueue(task);
		return;
	}
	enqueue(task, level_first);
	yield();
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, bool killable)
{
	may_sleep();
	process &p = process::current();
	if (killable && (p.task.flags & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (__atomic_load_n(word, __ATOMIC_ACQUIRE) != seen)
		return 0;
	p.sleep.word = word;
	p.sleep.task = &p.task;
	kspawn_waiters_add(&the_machine().sleepers, &p.sleep);
	p.asleep = true;
	p.killable = killable;
	schedule();
	kspawn_waiters_remove(&p.sleep);
	return killable && (p.task.flags & KSPAWN_TF_KILLED) ? -KSPAWN_EINTR : 0;
}

void kspawn_wake_word(const uint32_t *word)
{
	while (kspawn_task *task = kspawn_waiters_take(&the_machine().sleepers, word))
		wake(task);
}

/* The one processor enters the kernel by its own calls and by the ticks of user
 * mode alone, so the locks only check how they are used. */
uintptr_t kspawn_lock(kspawn_lock_id id)
{
	if (locks_held & (1u << id))
		die("a lock of the core is taken twice");
	if (id == KSPAWN_LOCK_TREE && locks_held)
		die("the lock of the tree is taken inside another");
	locks_held |= 1u << id;
	return 0;
}

void kspawn_unlock(kspawn_lock_id id, uintptr_t)
{
	locks_held &= ~(1u << id);
}

void kspawn_kick(kspawn_task *task)
{
	process &p = process::of(task);
	if (!p.asleep || !p.killable)
		return;
	kspawn_waiters_remove(&p.sleep);
	wake(task);
}

void kspawn_task_exiting(kspawn_task *task)
{
	may_sleep();
	trace_end(task);
	kspawn_exit_resources(task);
	kspawn_exit_notify(task);
}

void kspawn_task_dead(kspawn_task *leader)
{
	kspawn_zombie(leader);
}

void kspawn_final_switch()
{
	kspawn_task_finish(kspawn_current());
	schedule();
	die("a dead task runs");
}

void kspawn_child_event(kspawn_task *, kspawn_task *)
{
}

kspawn_task *kspawn_init_task()
{
	return the_machine().pids.slots[1].task;
}

void kspawn_sched_yield()
{
	yield();
}

void kspawn_panic(const char *why)
{
	machine &m = the_machine();
	kspawn_task *task = kspawn_current();
	if (task->leader == kspawn_init_task() && (task->flags & KSPAWN_TF_LAST))
		m.result.status = task->leader->flags & KSPAWN_TF_GROUP_EXIT ? task->leader->group_code : task->exit_code;
	else
		m.result.panic = why;
	m.off = true;
	locks_held = 0;
	kspawn_switch_to_fp(&task->thread, &process::idle().task.thread);
	die("the machine runs after its end");
}
