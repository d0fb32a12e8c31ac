/* layer1.c: kernel threads: the tasks, their stacks, their sleep */
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"

enum { BUCKETS = 16 };

struct cpu cpu = { .current = &cpu.idle.task };
struct kspawn_pid_table pids;
static struct kspawn_pid_slot pid_slots[TASKS];
static struct process processes[TASKS];
static _Alignas(STACK_SIZE) char stacks[TASKS][STACK_SIZE];
static struct kspawn_waiters sleepers;
static struct kspawn_waiter *buckets[BUCKETS];

void tasks_start(void)
{
	if (kspawn_pid_init(&pids, pid_slots, TASKS) || kspawn_waiters_init(&sleepers, buckets, BUCKETS))
		kspawn_panic("there are no tasks");
}

struct kspawn_task *kspawn_current(void) { return cpu.current; }

static struct process *find_unused(void)
{
	for (struct process *p = processes; p < &processes[TASKS]; p++) {
		if (!p->used)
			return p;
	}
	return NULL;
}

int kspawn_task_alloc(struct kspawn_task **out)
{
	struct process *p = find_unused();
	const int pid = p ? kspawn_pid_alloc(&pids, &p->task) : -EAGAIN;

	if (pid < 0)
		return pid;
	memset(p, 0, sizeof(*p));
	p->used = true;
	p->task.pid = pid;
	p->task.stack = stacks[p - processes];
	p->task.stack_size = STACK_SIZE - sizeof(struct kspawn_pt_regs); /* the user registers are at its top */
	p->task.regs = (struct kspawn_pt_regs *)((char *)p->task.stack + p->task.stack_size);
	*out = &p->task;
	return 0;
}

void kspawn_task_free(struct kspawn_task *task)
{
	kspawn_pid_free(&pids, task->pid);
	process_of(task)->used = false;
}

void kspawn_task_publish(struct kspawn_task *task) { ready(task); }

/* ---- sleep ---- */

int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how)
{
	struct process *p = current();

	if (how != KSPAWN_UNINTERRUPTIBLE && p->task.flags & KSPAWN_TF_KILLED)
		return -EINTR;
	if (*(const volatile uint32_t *)word != seen)
		return 0;
	p->waiter = (struct kspawn_waiter){ .word = word, .task = &p->task };
	kspawn_waiters_add(&sleepers, &p->waiter);
	schedule();
	return how != KSPAWN_UNINTERRUPTIBLE && p->task.flags & KSPAWN_TF_KILLED ? -EINTR : 0;
}

void kspawn_wake_word(const uint32_t *word)
{
	struct kspawn_task *task;

	while ((task = kspawn_waiters_take(&sleepers, word)))
		ready(task);
}

/* One processor, and interrupts are off in the kernel. */
uintptr_t kspawn_lock(enum kspawn_lock_id id) { return id; }

void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags) { (void)id, (void)flags; }

/* ---- the end of a task ---- */

void kspawn_task_exiting(struct kspawn_task *task)
{
	kspawn_exit_resources(task);    /* of layer 2 */
	kspawn_reparent_children(task); /* of layer 4 */
}

void kspawn_process_dead(struct kspawn_task *leader) { kspawn_notify_parent(leader); }

void kspawn_final_switch(void)
{
	kspawn_task_finish(cpu.current);
	schedule();
	kspawn_panic("an exited task resumed");
}
