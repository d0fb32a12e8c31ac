/* sys_spent.c: system calls on timers of processes, and on the time that they have spent */
#include <linux/resource.h>
#include <linux/time.h>

#include "sys.h"

/* ---- what was spent ---- */

static uint64_t ns_in(const struct spent *spent, int mode)
{
	return ns_of_ticks(__atomic_load_n(&spent->ticks[mode], __ATOMIC_RELAXED));
}

uint64_t ns_spent(const struct kspawn_task *task, bool by_thread)
{
	const struct spent *spent = by_thread ? &((const struct process *)task)->spent : &process_of(task->leader)->of_all;

	return ns_in(spent, IN_USER) + ns_in(spent, IN_KERNEL);
}

static const struct spent *spent_of(int of)
{
	struct process *leader = process_of(kspawn_current()->leader);

	return of == RUSAGE_SELF       ? &leader->of_all
	       : of == RUSAGE_CHILDREN ? &leader->of_ended
	       : of == RUSAGE_THREAD   ? &current()->spent
				       : NULL;
}

/* Two times, and fourteen counts that are not kept. */
static long sys_getrusage(const uintptr_t *a)
{
	const struct spent *spent = spent_of((int)a[0]);
	const long counts[14] = { 0 };
	const size_t time = 2 * sizeof(long);
	long err = spent ? 0 : -EINVAL;

	for (int mode = 0; mode < MODES && !err; mode++)
		err = put_time(a[1] + (size_t)mode * time, ns_in(spent, mode), 1000, sizeof(long));
	return err ? err : user_write(a[1] + MODES * time, counts, sizeof(counts));
}

static void set_time(long *to, uint64_t ns)
{
	const uint64_t seconds = divide(ns, NSEC_PER_SEC);

	to[0] = (long)seconds;
	to[1] = (long)divide(ns - seconds * NSEC_PER_SEC, 1000);
}

void kspawn_task_usage(struct kspawn_task *leader, struct kspawn_rusage *usage)
{
	const struct process *p = process_of(leader);

	set_time(usage->user, ns_in(&p->of_all, IN_USER) + ns_in(&p->of_ended, IN_USER));
	set_time(usage->system, ns_in(&p->of_all, IN_KERNEL) + ns_in(&p->of_ended, IN_KERNEL));
}

/* In hundredths of a second. */
static long in_clock_ticks(uint64_t ns) { return (long)divide(ns, 10000000); }

static long sys_times(const uintptr_t *a)
{
	const struct spent *own = spent_of(RUSAGE_SELF), *others = spent_of(RUSAGE_CHILDREN);
	const long times[4] = {
		in_clock_ticks(ns_in(own, IN_USER)),
		in_clock_ticks(ns_in(own, IN_KERNEL)),
		in_clock_ticks(ns_in(others, IN_USER)),
		in_clock_ticks(ns_in(others, IN_KERNEL)),
	};

	if (a[0] && user_write(a[0], times, sizeof(times)))
		return -EFAULT;
	return in_clock_ticks(machine_now());
}

/* ---- the timer of a process: how long from now on, and then how often ---- */

/* A time in microseconds. */
static int get_interval(uintptr_t from, uint64_t *ns)
{
	long time[2];

	if (user_read(time, from, sizeof(time)))
		return -EFAULT;
	if (time[0] < 0 || time[1] < 0 || time[1] >= 1000000)
		return -EINVAL;
	*ns = (uint64_t)time[0] * NSEC_PER_SEC + (uint64_t)time[1] * 1000;
	return 0;
}

static uint64_t left_of(const struct alarm *alarm, uint64_t now)
{
	return alarm->at > now ? alarm->at - now : alarm->at ? 1000 : 0;
}

static long put_alarm(uintptr_t to, const struct alarm *alarm)
{
	const long err = put_time(to, alarm->every, 1000, sizeof(long));

	return err ? err : put_time(to + 2 * sizeof(long), left_of(alarm, machine_now()), 1000, sizeof(long));
}

/* Ticks, of which a part is a whole one. */
static uint32_t ticks_in(uint64_t ns)
{
	const uint32_t tick = (uint32_t)ns_of_ticks(1);
	const uint64_t ticks = divide(ns + tick - 1, tick);

	return ticks < UINT32_MAX ? (uint32_t)ticks : UINT32_MAX;
}

static struct countdown countdown_of(uint64_t wait, uint64_t every)
{
	return (struct countdown){ .left = ticks_in(wait), .every = ticks_in(every), .most = wait, .interval = every };
}

/* A timer as a time that it rings at and an interval; of time that is spent too, as if it were spent from now on. */
static struct alarm change_timer(unsigned which, const struct alarm *set, uint64_t now)
{
	struct countdown ticks, old;
	uint64_t left;

	if (which == ITIMER_REAL)
		return alarm_set(set);
	if (set)
		ticks = countdown_of(set->at ? set->at - now : 0, set->every);
	old = countdown_set(which == ITIMER_VIRTUAL ? OF_USER : OF_BOTH, set ? &ticks : NULL);
	left = ns_of_ticks(old.left);
	return (struct alarm){ .at = left ? now + (left < old.most ? left : old.most) : 0, .every = old.interval };
}

static long sys_getitimer(const uintptr_t *a)
{
	struct alarm is;

	if (a[0] > ITIMER_PROF)
		return -EINVAL;
	is = change_timer((unsigned)a[0], NULL, machine_now());
	return put_alarm(a[1], &is);
}

static long sys_setitimer(const uintptr_t *a)
{
	const uint64_t now = machine_now();
	struct alarm set = { 0 }, old;
	uint64_t wait = 0;
	int err = a[0] <= ITIMER_PROF ? 0 : -EINVAL;

	if (!err && a[1])
		err = get_interval(a[1], &set.every);
	if (!err && a[1])
		err = get_interval(a[1] + 2 * sizeof(long), &wait);
	if (err)
		return err;
	set.at = wait ? now + wait : 0;
	old = change_timer((unsigned)a[0], &set, now);
	return a[2] ? put_alarm(a[2], &old) : 0;
}

#ifdef __NR_alarm
/* What was left, in seconds; some is never none. */
static long sys_alarm(const uintptr_t *a)
{
	const uint64_t now = machine_now();
	const struct alarm set = { .at = (uint32_t)a[0] ? now + (uint64_t)(uint32_t)a[0] * NSEC_PER_SEC : 0 };
	const struct alarm old = alarm_set(&set);
	const uint64_t left = left_of(&old, now);
	const long seconds = (long)divide(left + NSEC_PER_SEC / 2, NSEC_PER_SEC);

	return left && !seconds ? 1 : seconds;
}
#endif

/* clang-format off */
sys_fn *const sys_spent_calls[SYS_CALLS] = {
	SYS(getrusage), SYS(times), SYS(getitimer), SYS(setitimer),
#ifdef __NR_alarm
	SYS(alarm),
#endif
};
