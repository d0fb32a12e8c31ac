/* spent.c: the time of processors that threads have spent, by ticks */
#include <kspawn/host.h>

#include "kernel.h"

static void add(uint32_t *to, uint32_t ticks) { __atomic_fetch_add(to, ticks, __ATOMIC_RELAXED); }

static void add_all(struct spent *to, const struct spent *from)
{
	for (int mode = 0; mode < MODES; mode++)
		add(&to->ticks[mode], __atomic_load_n(&from->ticks[mode], __ATOMIC_RELAXED));
}

static void count_down(struct process *leader, unsigned which, int sig)
{
	struct countdown *timer = &leader->countdowns[which];
	uintptr_t interrupts;

	if (!__atomic_load_n(&timer->left, __ATOMIC_RELAXED))
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	if (timer->left && !--timer->left) {
		timer->left = timer->every;
		timer->most = timer->interval;
		(void)kspawn_signal_process_locked(&leader->task, sig, NULL);
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

struct countdown countdown_set(unsigned which, const struct countdown *set)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct countdown *timer = &process_of(kspawn_current()->leader)->countdowns[which];
	const struct countdown old = *timer;

	if (set)
		*timer = *set;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return old;
}

/* One thread of the process completes the second. */
static void count_seconds(struct kspawn_task *leader)
{
	uint32_t *of_second = &process_of(leader)->of_second;
	const uint32_t tick = (uint32_t)ns_of_ticks(1), ns = __atomic_add_fetch(of_second, tick, __ATOMIC_RELAXED);

	if (ns < NSEC_PER_SEC || ns - tick >= NSEC_PER_SEC)
		return;
	__atomic_fetch_sub(of_second, NSEC_PER_SEC, __ATOMIC_RELAXED);
	limits_spend(leader, divide(ns_spent(leader, false), NSEC_PER_SEC));
}

/* The leader is not freed while a thread of the process is on a processor. */
void spend_tick(int mode)
{
	struct kspawn_task *task = this_cpu()->current;

	if (task == &this_cpu()->idle.task)
		return;
	add(&process_of(task)->spent.ticks[mode], 1);
	add(&process_of(task->leader)->of_all.ticks[mode], 1);
	if (mode == IN_USER)
		count_down(process_of(task->leader), OF_USER, SIGVTALRM);
	count_down(process_of(task->leader), OF_BOTH, SIGPROF);
	timers_spend(process_of(task->leader));
	count_seconds(task->leader);
}

/* Linux adds it when the parent waits for the process. */
void spent_end(struct kspawn_task *leader)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct process *parent = leader->parent ? process_of(leader->parent->leader) : NULL;

	if (parent) {
		add_all(&parent->of_ended, &process_of(leader)->of_all);
		add_all(&parent->of_ended, &process_of(leader)->of_ended);
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

void spent_exchange(struct process *task, struct process *leader)
{
	task->of_all = leader->of_all;
	task->of_ended = leader->of_ended;
	task->of_second = leader->of_second;
	memcpy(task->countdowns, leader->countdowns, sizeof(task->countdowns));
}
