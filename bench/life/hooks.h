/* bench/life/hooks.h: the hooks of a kernel with one processor and no interrupts, inline in its core */
#ifndef KSPAWN_BENCH_LIFE_HOOKS_H
#define KSPAWN_BENCH_LIFE_HOOKS_H

#include <kspawn/errno.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/switch_inline.h>
#include <kspawn/wait.h>

/* Stacks of a power of two, a page at the most. Some lines above the top of each
 * are left free, so that tops whose pages are alike are in different sets of the
 * cache. */
struct life_stacks {
	unsigned char *lowest;
	uint32_t shift;      /* 1 << shift bytes each */
	uint32_t page_shift; /* 1 << page_shift in a page */
	uint32_t lines;      /* that may be free, a power of two less one */
};

/* The tasks that are ready, oldest first. */
struct life_queue {
	struct kspawn_task **tasks;
	uint32_t mask; /* room - 1 */
	uint32_t head, tail;
};

/* What each life writes is in the first line: a processor writes one line back at a time. */
struct life_state {
	__attribute__((aligned(64))) struct kspawn_task *current;
	struct kspawn_task *free; /* linked by `thread_next`; the last one freed first: its stack is still in the cache */
	struct life_queue ready;
	struct kspawn_pid_table pids;
	uint32_t sleepers;
	struct kspawn_task *tasks; /* side by side, as their stacks are */
	struct life_stacks stacks;
	struct kspawn_waiters waiters;
	struct kspawn_task *init;
	struct kspawn_task idle;
};
extern struct life_state life;

static inline struct kspawn_task *kspawn_current(void) { return life.current; }

static inline void life_push(struct kspawn_task *task)
{
	const uint32_t tail = life.ready.tail;
	life.ready.tasks[tail & life.ready.mask] = task;
	life.ready.tail = tail + 1;
}

static inline struct kspawn_task *life_next(void)
{
	struct life_queue *ready = &life.ready;
	struct kspawn_task *next = ready->head == ready->tail ? &life.idle : ready->tasks[ready->head++ & ready->mask];
	life.current = next;
	next->on_cpu = 1;
	return next;
}

KSPAWN_NORETURN static inline __attribute__((always_inline)) void kspawn_final_switch(void)
{
	struct kspawn_task *prev = life.current;
	kspawn_task_finish(prev);
	kspawn_switch_away(&prev->thread, &life_next()->thread);
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
	task->thread_next = life.free;
	life.free = task;
}

/* A stack stays with its control block: `regs` is where it ends, as registers of a program would follow it. */
static inline void life_place_stack(struct kspawn_task *task)
{
	const struct life_stacks *stacks = &life.stacks;
	const size_t i = (size_t)(task - life.tasks), line = 64;
	task->stack_size = ((size_t)1 << stacks->shift) - line * (i >> stacks->page_shift & stacks->lines);
	task->regs = (struct kspawn_pt_regs *)(stacks->lowest + (i << stacks->shift) + task->stack_size);
}

static inline int kspawn_task_alloc(struct kspawn_task **out)
{
	struct kspawn_task *task = life.free;
	if (!task)
		return -KSPAWN_ENOMEM;
	const int pid = kspawn_pid_alloc(&life.pids, task);
	if (pid < 0)
		return pid;
	life.free = task->thread_next;
	kspawn_task_recycle(task);
	task->pid = pid;
	task->stack = (unsigned char *)task->regs - task->stack_size;
	*out = task;
	return 0;
}

static inline bool kspawn_task_drop(struct kspawn_task *task) { return kspawn_pid_put(&life.pids, task); }

static inline void kspawn_task_free(struct kspawn_task *task) { life_cache(task); }

static inline void kspawn_stack_free(struct kspawn_task *task) { (void)task; /* it stays with its control block */ }

static inline void kspawn_task_publish(struct kspawn_task *task) { life_push(task); }

static inline void kspawn_wake_word(const uint32_t *word)
{
	struct kspawn_task *task;
	while (life.sleepers && (task = kspawn_waiters_take(&life.waiters, word))) {
		life.sleepers--;
		life_push(task);
	}
}

static inline void kspawn_task_exiting(struct kspawn_task *task) { kspawn_reparent_children(task); }

static inline void kspawn_process_dead(struct kspawn_task *leader) { kspawn_notify_parent(leader); }

static inline struct kspawn_task *kspawn_init_task(void) { return life.init; }

static inline void kspawn_parent_died(struct kspawn_task *task) { (void)task; }

static inline bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child)
{
	(void)parent;
	(void)child;
	return true;
}
#endif
