/* sys_sched.c: policies and priorities, which each thread has and no processor looks at: all threads take turns */
#include <asm/resource.h>
#include <linux/resource.h>
#include <linux/sched.h>
#include <linux/sched/types.h>

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

/* A thread that is not root's may change threads of its user, and may not give them a better policy. (sched(7)) */
static int check_right(const struct process *p, int policy, int priority)
{
	if (is_root())
		return 0;
	if (!may_change(p) || policy == SCHED_DEADLINE)
		return -EPERM;
	return is_realtime(policy) && (policy != p->policy || priority > p->priority) ? -EPERM : 0;
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
	if (!err)
		err = check_right(p, policy, priority);
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

static long bound(uintptr_t policy, long realtime)
{
	return is_realtime((int)policy) ? realtime : policy == SCHED_DEADLINE ? 0 : check_policy((int)policy, 0);
}

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

/* ---- the same in one structure, with the times of a deadline ---- */

enum { ATTR_SIZE_VER0 = 48, MICROSECOND = 1024 };

/* A larger one than is known must be zero behind that; one of no size has the first. */
static int read_attr(uintptr_t from, struct sched_attr *attr)
{
	uint32_t size;

	if (user_read(&size, from, sizeof(size)))
		return -EFAULT;
	if (!size)
		size = ATTR_SIZE_VER0;
	if (size < ATTR_SIZE_VER0 || size > PAGE_SIZE)
		return -E2BIG;
	for (uint32_t at = sizeof(*attr); at < size; at++) {
		char byte;
		if (user_read(&byte, from + at, 1))
			return -EFAULT;
		if (byte)
			return -E2BIG;
	}
	memset(attr, 0, sizeof(*attr));
	return user_read(attr, from, size < sizeof(*attr) ? size : sizeof(*attr));
}

/* No period is the deadline. (sched(7)) */
static int check_deadline(struct sched_attr *attr)
{
	if (!attr->sched_period)
		attr->sched_period = attr->sched_deadline;
	return attr->sched_runtime >= MICROSECOND && attr->sched_runtime <= attr->sched_deadline &&
			       attr->sched_deadline <= attr->sched_period && (int64_t)attr->sched_period > 0
		       ? 0
		       : -EINVAL;
}

static int check_attr(struct sched_attr *attr)
{
	if (attr->sched_flags & ~(uint64_t)SCHED_FLAG_RESET_ON_FORK)
		return -EINVAL;
	if (attr->sched_policy == SCHED_DEADLINE)
		return check_deadline(attr);
	if (attr->sched_nice < NICE_LEAST || attr->sched_nice > NICE_MOST)
		return -EINVAL;
	return attr->sched_policy > INT32_MAX || attr->sched_priority > INT32_MAX
		       ? -EINVAL
		       : check_policy((int)attr->sched_policy, (int)attr->sched_priority);
}

static long sys_sched_setattr(const uintptr_t *a)
{
	struct sched_attr attr;
	struct process *p;
	long err = !a[1] || (int)a[0] < 0 || (uint32_t)a[2] ? -EINVAL : read_attr(a[1], &attr);

	if (!err)
		err = check_attr(&attr);
	if (!err)
		err = get_thread((int)a[0], &p);
	if (err)
		return err;
	err = check_right(p, (int)attr.sched_policy, (int)attr.sched_priority);
	if (!err && !is_root() && attr.sched_nice < p->nice)
		err = -EPERM;
	if (err) {
		kspawn_task_put(&p->task);
		return err;
	}
	p->policy = (int)attr.sched_policy;
	p->priority = (int)attr.sched_priority;
	if (p->policy == SCHED_NORMAL || p->policy == SCHED_BATCH)
		p->nice = attr.sched_nice;
	p->deadline = (struct deadline){ attr.sched_runtime, attr.sched_deadline, attr.sched_period };
	kspawn_task_put(&p->task);
	return 0;
}

static long sys_sched_getattr(const uintptr_t *a)
{
	const uint32_t room = (uint32_t)a[2];
	struct sched_attr attr = { .size = room < sizeof(attr) ? room : sizeof(attr) };
	struct process *p;
	long err = !a[1] || room < ATTR_SIZE_VER0 || room > PAGE_SIZE || (uint32_t)a[3] ? -EINVAL : get_thread((int)a[0], &p);

	if (err)
		return err;
	attr.sched_policy = (uint32_t)p->policy;
	attr.sched_priority = (uint32_t)p->priority;
	attr.sched_nice = p->nice;
	if (p->policy == SCHED_DEADLINE) {
		attr.sched_runtime = p->deadline.runtime;
		attr.sched_deadline = p->deadline.deadline;
		attr.sched_period = p->deadline.period;
	}
	kspawn_task_put(&p->task);
	return user_write(a[1], &attr, attr.size);
}

/* ---- processors: each thread may run on all ---- */

/* It takes no processor from a thread: -EPERM for a set that lacks one. */
static long sys_sched_setaffinity(const uintptr_t *a)
{
	const unsigned long all = (1ul << processors_online()) - 1;
	unsigned long wanted = 0;
	struct process *p;
	long err = user_read(&wanted, a[2], a[1] < sizeof(wanted) ? a[1] : sizeof(wanted)) ? -EFAULT : get_thread((int)a[0], &p);

	if (err)
		return (int)a[0] < 0 && err == -EINVAL ? -ESRCH : err;
	err = may_change(p) ? 0 : -EPERM;
	kspawn_task_put(&p->task);
	if (err)
		return err;
	return !(wanted & all) ? -EINVAL : (wanted & all) == all ? 0 : -EPERM;
}

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

/* ---- nice values: of a thread, or of all that are in a group or of a user ---- */

static bool is_meant(struct process *p, int which, int id)
{
	const struct kspawn_task *self = kspawn_current();

	if (which == PRIO_PROCESS)
		return p->task.pid == (id ? id : self->pid);
	if (which == PRIO_PGRP)
		return p->task.leader->pgid == (id ? id : self->leader->pgid);
	return p->user.real == (id ? (unsigned)id : current()->user.real);
}

/* Calls `visit` for each of them, which returns what the last error is then. -ESRCH: there is none. */
static long for_each(const uintptr_t *a, long (*visit)(struct process *p, long *arg, long error), long *arg)
{
	long result = -ESRCH;

	if ((int)a[0] < PRIO_PROCESS || (int)a[0] > PRIO_USER)
		return -EINVAL;
	for (int pid = 1; pid < TASKS_MAX; pid++) {
		struct kspawn_task *task = kspawn_task_find(pid);
		if (!task)
			continue;
		if (is_meant(process_of(task), (int)a[0], (int)a[1]))
			result = visit(process_of(task), arg, result == -ESRCH ? 0 : result);
		kspawn_task_put(task);
	}
	return result;
}

/* What getpriority returns is above zero, and the most of them. */
static long show_nice(struct process *p, long *most, long error)
{
	if (*most < NICE_MOST + 1 - p->nice)
		*most = NICE_MOST + 1 - p->nice;
	return error;
}

/* RLIMIT_NICE lets a thread that is not root's have its nice value lower. */
static long set_nice(struct process *p, long *nice, long error)
{
	if (!may_change(p))
		return -EPERM;
	if (*nice < p->nice && !is_root() && (uint64_t)(NICE_MOST + 1 - *nice) > limit_of(&p->task, RLIMIT_NICE))
		return -EACCES;
	p->nice = (int)*nice;
	return error;
}

static long sys_getpriority(const uintptr_t *a)
{
	long most = 0;
	const long err = for_each(a, show_nice, &most);

	return err ? err : most;
}

static long sys_setpriority(const uintptr_t *a)
{
	const int wanted = (int)a[2];
	long nice = wanted < NICE_LEAST ? NICE_LEAST : wanted > NICE_MOST ? NICE_MOST : wanted;

	return for_each(a, set_nice, &nice);
}

/* clang-format off */
sys_fn *const sys_sched_calls[SYS_CALLS] = {
	SYS(sched_setscheduler), SYS(sched_getscheduler), SYS(sched_setparam), SYS(sched_getparam), SYS(sched_get_priority_max),
	SYS(sched_get_priority_min), SYS(sched_rr_get_interval), SYS(sched_setattr), SYS(sched_getattr), SYS(sched_setaffinity),
	SYS(sched_getaffinity), SYS(getcpu), SYS(getpriority),
	SYS(setpriority),
#ifdef __NR_sched_rr_get_interval_time64
	SYS(sched_rr_get_interval_time64),
#endif
};
