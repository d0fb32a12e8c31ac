/* bench/life/hooks.h: the hooks of a kernel with one processor and no interrupts, inline in the core that it is compiled with */
#ifndef KSPAWN_BENCH_LIFE_HOOKS_H
#define KSPAWN_BENCH_LIFE_HOOKS_H

#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/wait.h>

/* A control block. A free one is linked by its task's sibling. */
struct life_block {
	struct kspawn_task task;
	void *stack; /* for life */
};

struct life_kernel {
	struct kspawn_task *current;
	struct life_block *free; /* the last one freed first: its stack is still in the cache */
	uint32_t sleepers;
	size_t stack_size;
	struct kspawn_rq ready;
	struct kspawn_waiters waiters;
	struct kspawn_pid_table pids;
	struct kspawn_task *init;
	struct kspawn_task idle;
};
extern struct life_kernel life;

static inline struct kspawn_task *kspawn_current(void)
{
	return life.current;
}

static inline uintptr_t kspawn_lock(enum kspawn_lock_id id)
{
	(void)id;
	return 0;
}

static inline void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags)
{
	(void)id;
	(void)flags;
}

static inline int kspawn_task_alloc(struct kspawn_task **out)
{
	struct life_block *block = life.free;
	if (!block)
		return -12; /* ENOMEM */
	struct kspawn_task *next_free = block->task.sibling;
	const int pid = kspawn_pid_alloc(&life.pids, &block->task);
	if (pid < 0)
		return pid;
	life.free = (struct life_block *)next_free;
	__builtin_memset(&block->task, 0, sizeof(block->task));
	block->task.pid = pid;
	block->task.stack = block->stack;
	block->task.stack_size = life.stack_size;
	*out = &block->task;
	return 0;
}

static inline void kspawn_task_free(struct kspawn_task *task)
{
	kspawn_pid_free(&life.pids, task->pid);
	task->sibling = &life.free->task;
	life.free = (struct life_block *)task;
}

static inline void kspawn_stack_free(struct kspawn_task *task)
{
	(void)task; /* it stays with its control block */
}

static inline void kspawn_task_publish(struct kspawn_task *task)
{
	kspawn_rq_push(&life.ready, task, 0);
}

static inline void kspawn_wake_word(const uint32_t *word)
{
	struct kspawn_task *task;
	while (life.sleepers && (task = kspawn_waiters_take(&life.waiters, word))) {
		life.sleepers--;
		kspawn_rq_push(&life.ready, task, 0);
	}
}

static inline void kspawn_task_exiting(struct kspawn_task *task)
{
	kspawn_exit_notify(task);
}

static inline void kspawn_task_dead(struct kspawn_task *leader)
{
	kspawn_zombie(leader);
}

static inline struct kspawn_task *kspawn_init_task(void)
{
	return life.init;
}

static inline void kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child)
{
	(void)parent;
	(void)child;
}
#endif
