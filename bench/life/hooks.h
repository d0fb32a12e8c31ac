/* bench/life/hooks.h: the hooks of a kernel with one processor and no interrupts, inline in the core that it is compiled with */
#ifndef KSPAWN_BENCH_LIFE_HOOKS_H
#define KSPAWN_BENCH_LIFE_HOOKS_H

#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/wait.h>

/* A control block: what the kernel adds to a task. */
struct life_task {
	struct kspawn_task task;
	struct life_task *next_free;
};

struct life_kernel {
	struct kspawn_task *current;
	struct life_task *free; /* each with its stack, the last one freed first */
	uint32_t sleepers;
	struct kspawn_rq ready;
	struct kspawn_waiters waiters;
	struct kspawn_pid_table pids;
	struct kspawn_task idle, init;
};
extern struct life_kernel life;

void life_schedule(void);

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
	if (life.sleepers == 0)
		return;
	while ((task = kspawn_waiters_take(&life.waiters, word))) {
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
	return &life.init;
}

static inline void kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child)
{
	(void)parent;
	(void)child;
}

static inline void kspawn_kick(struct kspawn_task *task)
{
	(void)task;
}
#endif
