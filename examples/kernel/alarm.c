/* alarm.c: times at which processes get a signal; KSPAWN_LOCK_TREE guards them */
#include "kernel.h"

static struct alarm *running; /* the ticks look here first without the lock */

static void stop(struct alarm *alarm)
{
	struct alarm **at = &running;

	while (*at && *at != alarm)
		at = &(*at)->next;
	if (*at)
		__atomic_store_n(at, alarm->next, __ATOMIC_RELAXED);
	alarm->at = alarm->every = 0;
}

static void start(struct alarm *alarm, uint64_t at, uint64_t every)
{
	alarm->at = at;
	alarm->every = every;
	alarm->next = running;
	__atomic_store_n(&running, alarm, __ATOMIC_RELAXED);
	timer_want(at);
}

/* A tick may come late, and the time between two be short. */
uint64_t alarm_times(uint64_t late, uint64_t every)
{
	return 1 + (every && every <= UINT32_MAX ? divide(late, (uint32_t)every) : 0);
}

static void ring(struct alarm *alarm, uint64_t now)
{
	const uint64_t at = alarm->at, every = alarm->of->task.live ? alarm->every : 0;
	const uint64_t times = alarm_times(now - at, every);

	stop(alarm);
	if (every)
		start(alarm, at + times * every, every);
	if (alarm->timer)
		timer_ring(alarm->timer, times);
	else
		(void)kspawn_signal_process_locked(&alarm->of->task, SIGALRM, NULL);
}

uint64_t alarms_ring(uint64_t now)
{
	uint64_t first = UINT64_MAX;
	uintptr_t interrupts;

	if (!__atomic_load_n(&running, __ATOMIC_RELAXED))
		return first;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	for (struct alarm *alarm = running, *next; alarm; alarm = next) {
		next = alarm->next;
		if (alarm->at <= now)
			ring(alarm, now);
	}
	for (const struct alarm *alarm = running; alarm; alarm = alarm->next)
		first = alarm->at < first ? alarm->at : first;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return first;
}

void alarms_move(uint64_t by)
{
	for (struct alarm *alarm = running; alarm; alarm = alarm->next) {
		if (!alarm->timer || !alarm->timer->by_date)
			continue;
		alarm->at = (int64_t)by > 0 && alarm->at <= by ? 1 : alarm->at - by;
		timer_want(alarm->at);
	}
}

struct alarm alarm_change(struct alarm *alarm, const struct alarm *set)
{
	const struct alarm old = *alarm;

	if (set && alarm->timer && timer_spends(alarm->timer)) {
		alarm->at = set->at; /* no tick of the clock looks at it */
		alarm->every = set->every;
		return old;
	}
	if (set)
		stop(alarm);
	if (set && set->at)
		start(alarm, set->at, set->every);
	return old;
}

struct alarm alarm_set(const struct alarm *set)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct process *leader = process_of(kspawn_current()->leader);
	struct alarm old;

	leader->alarm.of = leader;
	old = alarm_change(&leader->alarm, set);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return old;
}

void alarm_exchange(struct process *task, struct process *leader)
{
	const struct alarm was = leader->alarm;

	stop(&leader->alarm);
	stop(&task->alarm);
	task->alarm.of = task;
	if (was.at)
		start(&task->alarm, was.at, was.every);
	task->timers = leader->timers;
	leader->timers = NULL;
	for (struct timer *timer = task->timers; timer; timer = timer->next)
		timer->alarm.of = task;
}

void alarm_free(struct process *leader)
{
	uintptr_t interrupts;

	if (!leader->alarm.at)
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	stop(&leader->alarm);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}
