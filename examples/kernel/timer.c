/* timer.c: the timers of timer_create: a signal that waits counts how often its timer has rung since; KSPAWN_LOCK_TREE */
#include <linux/time.h>

#include <kspawn/task.h>

#include "kernel.h"

/* The signal of a timer among the pending ones of its thread or process, or NULL. */
static struct kspawn_siginfo *find(const struct timer *timer)
{
	struct kspawn_task *task = timer->thread ? timer->thread : &timer->alarm.of->task;
	struct kspawn_signals *signals = kspawn_signals_of(task);
	const struct kspawn_sigpending *pending = timer->thread ? &signals->pending : &signals->group.pending;
	struct kspawn_sigqueue *at = pending->last;

	if (at) {
		do {
			const struct kspawn_siginfo *info = &at->info;
			if (info->code == KSPAWN_SI_TIMER && info->signo == timer->info.signo &&
			    info->timer.id == timer->info.timer.id)
				return &at->info;
			at = at->next;
		} while (at != pending->last);
	}
	return NULL;
}

static int add_overrun(int overrun, uint64_t times)
{
	return times < (uint64_t)((int64_t)INT32_MAX - overrun) ? overrun + (int)times : INT32_MAX;
}

void timer_ring(struct timer *timer, uint64_t times)
{
	struct kspawn_task *task = timer->thread ? timer->thread : &timer->alarm.of->task;
	struct kspawn_siginfo *info = &timer->info, *waits;
	const int before = info->timer.overrun;

	if (!info->signo)
		return;
	waits = find(timer);
	if (!waits)
		timer->taken = info->timer.overrun;
	info->timer.overrun = add_overrun(waits ? info->timer.overrun : -1, times);
	if (waits)
		waits->timer.overrun = info->timer.overrun;
	else if (timer->thread)
		(void)kspawn_signal_thread_locked(task, info->signo, info);
	else
		(void)kspawn_signal_process_locked(task, info->signo, info);
	if (!waits && !find(timer))
		info->timer.overrun = before; /* the program ignores the signal, and takes none */
}

int timer_overrun(const struct timer *timer) { return find(timer) ? timer->taken : timer->info.timer.overrun; }

bool timer_spends(const struct timer *timer)
{
	return timer->clock == CLOCK_PROCESS_CPUTIME_ID || timer->clock == CLOCK_THREAD_CPUTIME_ID;
}

uint64_t timer_now(const struct timer *timer)
{
	return timer_spends(timer) ? ns_spent(timer->spends ? timer->spends : &timer->alarm.of->task, timer->spends)
				   : machine_now();
}

static void spend(struct timer *timer)
{
	struct alarm *alarm = &timer->alarm;
	const uint64_t now = alarm->at && timer_spends(timer) ? timer_now(timer) : 0;
	uint64_t times;

	if (!now || alarm->at > now)
		return;
	times = alarm_times(now - alarm->at, alarm->every);
	alarm->at = alarm->every ? alarm->at + times * alarm->every : 0;
	timer_ring(timer, times);
}

void timers_spend(struct process *leader)
{
	uintptr_t interrupts;

	if (!__atomic_load_n(&leader->timers, __ATOMIC_RELAXED))
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	for (struct timer *timer = leader->timers; timer; timer = timer->next)
		spend(timer);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

void timer_free(struct timer *timer)
{
	if (timer->thread)
		kspawn_task_put(timer->thread);
	if (timer->spends)
		kspawn_task_put(timer->spends);
	heap_free(timer);
}

void timers_free(struct process *leader)
{
	uintptr_t interrupts;
	struct timer *timer;

	if (!leader->timers)
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	for (timer = leader->timers; timer; timer = timer->next)
		alarm_change(&timer->alarm, &(struct alarm){ 0 });
	timer = leader->timers;
	leader->timers = NULL;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	while (timer) {
		struct timer *next = timer->next;
		timer_free(timer);
		timer = next;
	}
}
