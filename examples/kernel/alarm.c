/* alarm.c: the timer of each process that sends SIGALRM (ITIMER_REAL); KSPAWN_LOCK_TREE guards it */
#include "kernel.h"

static struct process *running; /* whose timers run; the ticks look here first without the lock */

static void stop(struct process *leader)
{
	struct process **at = &running;

	while (*at && *at != leader)
		at = &(*at)->alarm.next;
	if (*at)
		__atomic_store_n(at, leader->alarm.next, __ATOMIC_RELAXED);
	leader->alarm = (struct alarm){ 0 };
}

static void start(struct process *leader, uint64_t at, uint64_t every)
{
	leader->alarm = (struct alarm){ at, every, running };
	__atomic_store_n(&running, leader, __ATOMIC_RELAXED);
}

static void ring(struct process *leader, uint64_t now)
{
	const uint64_t every = leader->task.live ? leader->alarm.every : 0;

	stop(leader);
	if (every)
		start(leader, now + every, every);
	(void)kspawn_signal_process_locked(&leader->task, SIGALRM, NULL);
}

void alarms_ring(uint64_t now)
{
	uintptr_t interrupts;

	if (!__atomic_load_n(&running, __ATOMIC_RELAXED))
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	for (struct process *p = running, *next; p; p = next) {
		next = p->alarm.next;
		if (p->alarm.at <= now)
			ring(p, now);
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

struct alarm alarm_set(const struct alarm *set)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct process *leader = process_of(kspawn_current()->leader);
	const struct alarm old = leader->alarm;

	if (set)
		stop(leader);
	if (set && set->at)
		start(leader, set->at, set->every);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return old;
}

void alarm_exchange(struct process *task, struct process *leader)
{
	const struct alarm was = leader->alarm;

	stop(leader);
	stop(task);
	if (was.at)
		start(task, was.at, was.every);
}

void alarm_free(struct process *leader)
{
	uintptr_t interrupts;

	if (!leader->alarm.at)
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	stop(leader);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}
