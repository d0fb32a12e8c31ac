/* sys_timer.c: timer_create and its kin */
#include <asm/siginfo.h>
#include <linux/time.h>

#include "sys.h"

enum { TIMERS_MAX = 256 };

/* ---- the timers of the current process: the caller has KSPAWN_LOCK_TREE ---- */

static struct timer **timers(void) { return &process_of(kspawn_current()->leader)->timers; }

static struct timer **find(uintptr_t id)
{
	struct timer **at = timers();

	while (*at && (*at)->info.timer.id != (int)id)
		at = &(*at)->next;
	return at;
}

/* The value of a timer without an event is its id. */
static int add(struct timer *timer, bool event)
{
	int count = 0, id = 0;

	for (const struct timer *other = *timers(); other; other = other->next, count++) {
		if (id <= other->info.timer.id)
			id = other->info.timer.id + 1;
	}
	if (count == TIMERS_MAX || id < 0)
		return -EAGAIN;
	timer->info.timer.id = id;
	if (!event)
		timer->info.timer.value = (uintptr_t)id;
	timer->alarm.of = process_of(kspawn_current()->leader);
	timer->next = *timers();
	*timers() = timer;
	return id;
}

static int add_timer(struct timer *timer, bool event)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	const int id = add(timer, event);

	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return id;
}

/* Takes it out of the list; NULL: there is none. */
static struct timer *take_timer(uintptr_t id)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct timer **at = find(id), *timer = *at;

	if (timer) {
		*at = timer->next;
		alarm_change(&timer->alarm, &(struct alarm){ 0 });
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return timer;
}

/* ---- creation ---- */

static int find_thread(int pid, struct kspawn_task **out)
{
	struct kspawn_task *task = kspawn_task_find(pid);
	const bool ours = task && task->leader == kspawn_current()->leader;

	if (task && !ours)
		kspawn_task_put(task);
	*out = ours ? task : NULL;
	return ours ? 0 : -EINVAL;
}

/* What the timer does when it rings. */
static int set_event(struct timer *timer, const struct sigevent *event)
{
	const bool to_thread = event->sigev_notify == (SIGEV_SIGNAL | SIGEV_THREAD_ID);

	if (event->sigev_notify == SIGEV_NONE)
		return 0;
	if ((event->sigev_notify != SIGEV_SIGNAL && event->sigev_notify != SIGEV_THREAD && !to_thread) ||
	    event->sigev_signo < 1 || event->sigev_signo > KSPAWN_SIGNALS)
		return -EINVAL;
	timer->info.signo = event->sigev_signo;
	timer->info.timer.value = (uintptr_t)event->sigev_value.sival_ptr;
	return to_thread ? find_thread(event->sigev_notify_thread_id, &timer->thread) : 0;
}

/* The C library asks for the time of its own process or thread by a clock of pid 0. (Linux, posix-timers.h) */
static int clock_of(int given)
{
	enum { OF_PROCESS = ~0 * 8 + 2, OF_THREAD = ~0 * 8 + 6 };

	return given == OF_PROCESS ? CLOCK_PROCESS_CPUTIME_ID : given == OF_THREAD ? CLOCK_THREAD_CPUTIME_ID : given;
}

static bool is_ours(int clock)
{
	return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC || clock == CLOCK_BOOTTIME || clock == CLOCK_TAI ||
	       clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID;
}

static struct timer *make(int clock, const struct sigevent *event, int *err)
{
	struct timer *timer = heap_alloc(sizeof(*timer));

	if (!timer) {
		*err = -EAGAIN;
		return NULL;
	}
	timer->clock = clock;
	timer->info.code = KSPAWN_SI_TIMER;
	timer->alarm.timer = timer;
	if (clock == CLOCK_THREAD_CPUTIME_ID) {
		timer->spends = kspawn_current();
		kspawn_task_get(timer->spends);
	}
	*err = set_event(timer, event);
	if (!*err)
		return timer;
	timer_free(timer);
	return NULL;
}

static long remove_timer(uintptr_t id)
{
	struct timer *timer = take_timer(id);

	if (!timer)
		return -EINVAL;
	timer_free(timer);
	return 0;
}

static long sys_timer_create(const uintptr_t *a)
{
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };
	const int clock = clock_of((int)a[0]);
	int id = a[1] && user_read(&event, a[1], sizeof(event)) ? -EFAULT : is_ours(clock) ? 0 : -EINVAL;
	struct timer *timer = id ? NULL : make(clock, &event, &id);

	if (!timer)
		return id;
	id = add_timer(timer, a[1]);
	if (id < 0)
		timer_free(timer);
	if (id < 0 || !user_write(a[2], &id, sizeof(id)))
		return id < 0 ? id : 0;
	remove_timer((uintptr_t)id);
	return -EFAULT;
}

static long sys_timer_delete(const uintptr_t *a) { return remove_timer(a[0]); }

/* ---- times ---- */

/* A time of its clock as one of timer_now(). */
static uint64_t time_of(const struct timer *timer, uint64_t at, bool absolute)
{
	if (!absolute)
		return at ? timer_now(timer) + at : 0;
	if (!timer_spends(timer))
		at = clock_time(timer->clock, at);
	return at ? at : 1; /* 0 is no time */
}

/* What is left of a time that is past, and has not rung yet, is not 0. */
static uint64_t left_of(const struct timer *timer)
{
	const uint64_t at = timer->alarm.at, now = timer_now(timer);

	return at > now ? at - now : at ? 1 : 0;
}

/* In *old `at` is what is left. */
static int change(uintptr_t id, struct alarm *set, bool absolute, struct alarm *old)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct timer *timer = *find(id);
	uint64_t left;

	if (timer) {
		left = left_of(timer);
		if (set) {
			set->at = time_of(timer, set->at, absolute);
			timer->by_date = absolute && (timer->clock == CLOCK_REALTIME || timer->clock == CLOCK_TAI);
		}
		*old = alarm_change(&timer->alarm, set);
		old->at = left;
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return timer ? 0 : -EINVAL;
}

/* An interval, and what is left. */
static long put_setting(uintptr_t to, const struct alarm *alarm, size_t size)
{
	const long err = put_time(to, alarm->every, 1, size);

	return err ? err : put_time(to + 2 * size, alarm->at, 1, size);
}

static long set_timer(const uintptr_t *a, size_t size)
{
	struct alarm set = { 0 }, old;
	long err = a[2] ? get_time(a[2], size, &set.every) : -EINVAL;
	bool any;

	if (!err)
		err = get_time(a[2] + 2 * size, size, &set.at);
	any = set.at != 0;
	if (!err)
		err = change(a[0], &set, any && (a[1] & TIMER_ABSTIME), &old);
	return err || !a[3] ? err : put_setting(a[3], &old, size);
}

static long get_timer(const uintptr_t *a, size_t size)
{
	struct alarm is;
	const long err = change(a[0], NULL, false, &is);

	return err ? err : put_setting(a[1], &is, size);
}

static long sys_timer_settime(const uintptr_t *a) { return set_timer(a, NARROW); }
static long sys_timer_gettime(const uintptr_t *a) { return get_timer(a, NARROW); }

static long sys_timer_getoverrun(const uintptr_t *a)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	const struct timer *timer = *find(a[0]);
	const long overrun = timer ? timer_overrun(timer) : -EINVAL;

	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return overrun;
}

#ifdef __NR_timer_settime64
static long sys_timer_settime64(const uintptr_t *a) { return set_timer(a, WIDE); }
static long sys_timer_gettime64(const uintptr_t *a) { return get_timer(a, WIDE); }
#endif

/* clang-format off */
sys_fn *const sys_timer_calls[SYS_CALLS] = {
	SYS(timer_create), SYS(timer_delete), SYS(timer_settime), SYS(timer_gettime), SYS(timer_getoverrun),
#ifdef __NR_timer_settime64
	SYS(timer_settime64), SYS(timer_gettime64),
#endif
};
