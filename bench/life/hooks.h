/* bench/life/hooks.h: the hooks of a kernel with one processor and no interrupts, inline in the core that it is compiled with */
#ifndef KSPAWN_BENCH_LIFE_HOOKS_H
#define KSPAWN_BENCH_LIFE_HOOKS_H

#include <kspawn/errno.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/wait.h>

struct life_stacks {
	unsigned char *lowest;
	size_t size; /* of each */
};

struct life_kernel {
	struct kspawn_task *current;
	struct kspawn_task *tasks; /* side by side, as their stacks are */
	struct life_stacks stacks;
	struct kspawn_task *free; /* linked by `sibling`; the last one freed first: its stack is still in the cache */
	uint32_t sleepers;
	struct kspawn_rq ready;
	struct kspawn_waiters waiters;
	struct kspawn_pid_table pids;
	struct kspawn_task *init;
	struct kspawn_task idle;
};
extern struct life_kernel life;

/* Bytes of stack i below its top: so many lines less that tops whose pages are alike lie in different sets of the cache. */
static inline size_t life_coloured(size_t i, size_t size)
{
	return size - 64 * (i * size / 4096 % (size / 64 / 2));
}

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

static inline void life_cache(struct kspawn_task *task)
{
	task->sibling = life.free;
	life.free = task;
}

static inline int kspawn_task_alloc(struct kspawn_task **out)
{
	struct kspawn_task *task = life.free;
	if (!task)
		return -KSPAWN_ENOMEM;
	const int pid = kspawn_pid_alloc(&life.pids, task);
	if (pid < 0)
		return pid;
	life.free = task->sibling;
	__builtin_memset(task, 0, sizeof(*task));
	const size_t i = (size_t)(task - life.tasks);
	task->pid = pid;
	task->stack = life.stacks.lowest + i * life.stacks.size;
	task->stack_size = life_coloured(i, life.stacks.size);
	*out = task;
	return 0;
}

static inline void kspawn_task_free(struct kspawn_task *task)
{
	kspawn_pid_free(&life.pids, task->pid);
	life_cache(task);
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
