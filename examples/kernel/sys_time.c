/* sys_time.c: system calls on time, of which machines of 32 bits have one kind with seconds of 32 bits and one of 64 */
#include <linux/time.h>

#include "sys.h"

#define AGES 4000000000ll /* seconds, of which nanoseconds are still a number */

long put_time(uintptr_t to, uint64_t ns, uint32_t unit, size_t size)
{
	const uint64_t seconds = divide(ns, NSEC_PER_SEC);
	const int64_t wide[2] = { (int64_t)seconds, (int64_t)divide(ns - seconds * NSEC_PER_SEC, unit) };
	const long narrow[2] = { (long)wide[0], (long)wide[1] };

	return user_write(to, size == WIDE ? (const void *)wide : narrow, 2 * size);
}

long get_time(uintptr_t from, size_t size, uint64_t *ns)
{
	int64_t wide[2];
	long narrow[2];
	int err = user_read(size == WIDE ? (void *)wide : narrow, from, 2 * size);

	if (err)
		return err;
	if (size != WIDE)
		wide[0] = narrow[0], wide[1] = narrow[1];
	wide[1] = (long)wide[1]; /* a long in 64 bits: the rest is undefined */
	if (wide[0] < 0 || wide[1] < 0 || wide[1] >= NSEC_PER_SEC)
		return -EINVAL;
	*ns = (uint64_t)((wide[0] < AGES ? wide[0] : AGES) * NSEC_PER_SEC + wide[1]);
	return 0;
}

/* The bits of a clock that is not of these: the complement of a pid, a bit for a thread's, a kind (Linux, posix-timers.h). */
enum { CLOCK_OF_THREAD = 4, CLOCK_KINDS = 3, CLOCK_SCHED = 2 };

/* The time of a process by its pid, or of a thread of the current one; pid 0 is the current one's. */
static long ns_of_pid(int clock, uint64_t *ns)
{
	const int pid = ~(clock >> 3);
	const bool of_thread = clock & CLOCK_OF_THREAD;
	struct kspawn_task *self = kspawn_current(), *task;
	long err;

	if ((clock & CLOCK_KINDS) > CLOCK_SCHED)
		return -EINVAL;
	task = kspawn_task_find(pid ? pid : of_thread ? self->pid : self->tgid);
	if (!task)
		return -EINVAL;
	err = of_thread ? (task->leader == self->leader ? 0 : -EINVAL) : task->leader == task ? 0 : -EINVAL;
	*ns = ns_spent(task, of_thread);
	kspawn_task_put(task);
	return err;
}

static long read_clock(int clock, uint64_t *ns)
{
	if (clock < 0)
		return ns_of_pid(clock, ns);
	if (clock == CLOCK_PROCESS_CPUTIME_ID || clock == CLOCK_THREAD_CPUTIME_ID)
		*ns = ns_spent(kspawn_current(), clock == CLOCK_THREAD_CPUTIME_ID);
	else
		*ns = clock_now(clock);
	return clock <= CLOCK_TAI && clock != CLOCK_SGI_CYCLE ? 0 : -EINVAL;
}

static long check_clock(uintptr_t clock)
{
	uint64_t ns;

	return read_clock((int)clock, &ns);
}

static long show_clock(const uintptr_t *a, size_t size)
{
	uint64_t ns;
	const long err = read_clock((int)a[0], &ns);

	return err ? err : put_time(a[1], ns, 1, size);
}

static long show_resolution(const uintptr_t *a, size_t size)
{
	const long err = check_clock(a[0]);

	return err || !a[1] ? err : put_time(a[1], 1, 1, size);
}

static long sys_clock_gettime(const uintptr_t *a) { return show_clock(a, NARROW); }
static long sys_clock_getres(const uintptr_t *a) { return show_resolution(a, NARROW); }
static long sys_gettimeofday(const uintptr_t *a) { return a[0] ? put_time(a[0], clock_now(CLOCK_REALTIME), 1000, NARROW) : 0; }

static long set_clock(const uintptr_t *a, size_t size)
{
	uint64_t ns;
	const long err = a[0] == CLOCK_REALTIME ? get_time(a[1], size, &ns) : -EINVAL;

	if (!err)
		clock_change(ns);
	return err;
}

static long sys_clock_settime(const uintptr_t *a) { return set_clock(a, NARROW); }

static long sleep_until(int clock, uint64_t until)
{
	static const uint32_t nothing;
	int err = 0;

	while (err == 0)
		err = wait_by_clock(&nothing, 0, clock, until ? until : 1);
	return err == -ETIMEDOUT ? 0 : err;
}

static long sleep_for(uintptr_t request, uintptr_t left, size_t size)
{
	uint64_t until, now;
	long err = get_time(request, size, &until);

	if (err)
		return err;
	until += machine_now();
	(void)kspawn_signal_resumed(&until);
	err = sleep_until(CLOCK_MONOTONIC, until);
	now = machine_now();
	if (err && left && put_time(left, until > now ? until - now : 0, 1, size))
		return -EFAULT;
	return err == -KSPAWN_ERESTARTSYS ? kspawn_signal_resume_until(until) : err;
}

/* An absolute time has no rest. */
static long sleep_by(const uintptr_t *a, size_t size)
{
	uint64_t until;
	long err = a[0] == CLOCK_THREAD_CPUTIME_ID || (int)a[0] < 0 ? -EOPNOTSUPP : check_clock(a[0]);

	if (err || !(a[1] & TIMER_ABSTIME))
		return err ? err : sleep_for(a[2], a[3], size);
	err = get_time(a[2], size, &until);
	if (!err)
		err = sleep_until((int)a[0], until);
	return err == -KSPAWN_ERESTARTSYS ? -KSPAWN_ERESTARTNOHAND : err;
}

static long sys_nanosleep(const uintptr_t *a) { return sleep_for(a[0], a[1], NARROW); }
static long sys_clock_nanosleep(const uintptr_t *a) { return sleep_by(a, NARROW); }

/* The time 0 has come once it is read: `poll_until` takes it for none. What is left of it is written, as Linux does. */
static long poll_for(const uintptr_t *a, size_t size)
{
	uint64_t ns = 0, until, now;
	long err = a[2] ? get_time(a[2], size, &ns) : 0;

	if (!err && a[3])
		err = kspawn_signal_mask_begin(a[3], a[4]);
	if (err)
		return err;
	until = a[2] ? machine_now() + ns + 1 : 0;
	err = poll_until(a[0], a[1], until);
	now = machine_now();
	if (a[2])
		put_time(a[2], until > now ? until - now : 0, 1, size);
	if (err != -KSPAWN_ERESTARTNOHAND)
		kspawn_signal_mask_end();
	return err;
}

static long sys_ppoll(const uintptr_t *a) { return poll_for(a, NARROW); }

#ifdef __NR_clock_gettime64
static long sys_clock_gettime64(const uintptr_t *a) { return show_clock(a, WIDE); }
static long sys_clock_getres_time64(const uintptr_t *a) { return show_resolution(a, WIDE); }
static long sys_clock_nanosleep_time64(const uintptr_t *a) { return sleep_by(a, WIDE); }
static long sys_clock_settime64(const uintptr_t *a) { return set_clock(a, WIDE); }
static long sys_ppoll_time64(const uintptr_t *a) { return poll_for(a, WIDE); }
#endif

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_open
static long sys_poll(const uintptr_t *a)
{
	const int ms = (int)a[2];
	uint64_t until = ms < 0 ? 0 : machine_now() + (uint64_t)ms * 1000000 + 1;
	long found;

	(void)kspawn_signal_resumed(&until);
	found = poll_until(a[0], a[1], until);
	return found == -KSPAWN_ERESTARTNOHAND ? kspawn_signal_resume_until(until) : found;
}
#endif

#ifdef __NR_time
static long sys_time(const uintptr_t *a)
{
	const long now = (long)divide(clock_now(CLOCK_REALTIME), NSEC_PER_SEC);

	return a[0] && user_write(a[0], &now, sizeof(now)) ? -EFAULT : now;
}
#endif

/* clang-format off */
sys_fn *const sys_time_calls[SYS_CALLS] = {
	SYS(clock_gettime), SYS(clock_settime), SYS(clock_getres),
	SYS(gettimeofday), SYS(nanosleep), SYS(clock_nanosleep), SYS(ppoll),
#ifdef __NR_clock_gettime64
	SYS(clock_gettime64), SYS(clock_settime64), SYS(clock_getres_time64), SYS(clock_nanosleep_time64), SYS(ppoll_time64),
#endif
#ifdef __NR_open
	SYS(poll),
#endif
#ifdef __NR_time
	SYS(time),
#endif
};
