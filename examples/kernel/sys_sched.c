/* sys_sched.c: policies and priorities, which each thread has and no processor looks at: all threads take turns */
#include <linux/resource.h>
#include <linux/sched.h>

#include "sys.h"

enum { PRIORITY_MAX = 99, NICE_LEAST = -20, NICE_MOST = 19 };

/* A thread by its pid, held; 0 is the current one. */
static int get_thread(int pid, struct process **out)
{
	struct kspawn_task *task = pid < 0 ? NULL : kspawn_task_find(pid ? pid : kspawn_current()->pid);

	*out = task ? process_of(task) : NULL;
	return pid < 0 ? -EINVAL : task ? 0 : -ESRCH;
}

static bool is_realtime(int policy) { return policy == SCHED_FIFO || policy == SCHED_RR; }

static int check_policy(int policy, int priority)
{
	if (is_realtime(policy))
		return priority >= 1 && priority <= PRIORITY_MAX ? 0 : -EINVAL;
	return (policy == SCHED_NORMAL || policy == SCHED_BATCH || policy == SCHED_IDLE) && priority == 0 ? 0 : -EINVAL;
}

/* `policy` below zero leaves it. */
static long set_policy(int pid, int policy, uintptr_t from)
{
	struct process *p;
	int priority, err = !from ? -EINVAL : user_read(&priority, from, sizeof(priority)) ? -EFAULT : get_thread(pid, &p);

	if (err)
		return err;
	if (policy < 0)
		policy = p->policy;
	err = check_policy(policy, priority);
	if (!err) {
		p->policy = policy;
		p->priority = priority;
	}
	kspawn_task_put(&p->task);
	return err;
}

static long sys_sched_setscheduler(const uintptr_t *a)
{
	const int policy = (int)a[1] & ~SCHED_RESET_ON_FORK;

	return (int)a[1] < 0 ? -EINVAL : set_policy((int)a[0], policy, a[2]);
}

static long sys_sched_setparam(const uintptr_t *a) { return set_policy((int)a[0], -1, a[1]); }

static long sys_sched_getscheduler(const uintptr_t *a)
{
	struct process *p;
	const int err = get_thread((int)a[0], &p), policy = err ? err : p->policy;

	if (!err)
		kspawn_task_put(&p->task);
	return policy;
}

static long sys_sched_getparam(const uintptr_t *a)
{
	struct process *p;
	const int err = a[1] ? get_thread((int)a[0], &p) : -EINVAL, priority = err ? 0 : p->priority;

	if (err)
		return err;
	kspawn_task_put(&p->task);
	return user_write(a[1], &priority, sizeof(priority));
}

static long bound(uintptr_t policy, long realtime) { return is_realtime((int)policy) ? realtime : check_policy((int)policy, 0); }

static long sys_sched_get_priority_max(const uintptr_t *a) { return bound(a[0], PRIORITY_MAX); }
static long sys_sched_get_priority_min(const uintptr_t *a) { return bound(a[0], 1); }

/* A tick; SCHED_FIFO has none. */
static long interval(const uintptr_t *a, size_t size)
{
	const long policy = sys_sched_getscheduler(a);

	return policy < 0 ? policy : put_time(a[1], policy == SCHED_FIFO ? 0 : ns_of_ticks(1), 1, size);
}

static long sys_sched_rr_get_interval(const uintptr_t *a) { return interval(a, NARROW); }

#ifdef __NR_sched_rr_get_interval_time64
static long sys_sched_rr_get_interval_time64(const uintptr_t *a) { return interval(a, WIDE); }
#endif

/* Each thread may run on all processors. */
static long sys_sched_getaffinity(const uintptr_t *a)
{
	const unsigned long all = (1ul << processors_online()) - 1;
	struct process *p;
	const int err = a[1] < sizeof(all) || a[1] % sizeof(all) ? -EINVAL : get_thread((int)a[0], &p);

	if (err)
		return err;
	kspawn_task_put(&p->task);
	return user_write(a[2], &all, sizeof(all)) ? -EFAULT : (long)sizeof(all);
}

static long sys_getcpu(const uintptr_t *a)
{
	const uintptr_t interrupts = interrupts_disable();
	const unsigned cpu = this_cpu()->number, node = 0;

	interrupts_restore(interrupts);
	if (a[0] && user_write(a[0], &cpu, sizeof(cpu)))
		return -EFAULT;
	return a[1] ? user_write(a[1], &node, sizeof(node)) : 0;
}

/* ---- nice values: of a process here, since programs have no other way to ask for a group's or a user's ---- */

static long get_nice(const uintptr_t *a, struct process **out)
{
	if ((int)a[0] < PRIO_PROCESS || (int)a[0] > PRIO_USER)
		return -EINVAL;
	if ((int)a[0] != PRIO_PROCESS && a[1])
		return -ESRCH;
	return get_thread((int)a[0] == PRIO_PROCESS ? (int)a[1] : 0, out) ? -ESRCH : 0;
}

/* The result is above zero. */
static long sys_getpriority(const uintptr_t *a)
{
	struct process *p;
	const long err = get_nice(a, &p), result = err ? err : NICE_MOST + 1 - p->nice;

	if (!err)
		kspawn_task_put(&p->task);
	return result;
}

static long sys_setpriority(const uintptr_t *a)
{
	const int wanted = (int)a[2], nice = wanted < NICE_LEAST ? NICE_LEAST : wanted > NICE_MOST ? NICE_MOST : wanted;
	struct process *p;
	const long err = get_nice(a, &p);

	if (err)
		return err;
	p->nice = nice;
	kspawn_task_put(&p->task);
	return 0;
}

/* clang-format off */
sys_fn *const sys_sched_calls[SYS_CALLS] = {
	SYS(sched_setscheduler), SYS(sched_getscheduler), SYS(sched_setparam), SYS(sched_getparam), SYS(sched_get_priority_max),
	SYS(sched_get_priority_min), SYS(sched_rr_get_interval), SYS(sched_getaffinity), SYS(getcpu), SYS(getpriority),
	SYS(setpriority),
#ifdef __NR_sched_rr_get_interval_time64
	SYS(sched_rr_get_interval_time64),
#endif
};
