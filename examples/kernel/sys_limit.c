/* sys_limit.c: limits of processes, of which six have an effect: open files, the size of a file, a core, time of a processor,
 * queued signals, locked memory */
#include <asm/resource.h>
#include <asm/signal.h>

#include "sys.h"

_Static_assert(LIMITS == RLIM_NLIMITS, "a limit for each resource");

int limits_start(struct process *p)
{
	struct limits *limits = p->limits ? p->limits : heap_alloc(sizeof(*limits));

	if (!limits)
		return -ENOMEM;
	if (p->limits)
		return 0;
	limits->refs = 1;
	limits->of[RLIMIT_STACK].soft = ~(1ull << 20);
	limits->of[RLIMIT_NOFILE].soft = limits->of[RLIMIT_NOFILE].hard = ~(uint64_t)FILES_MAX;
	limits->of[RLIMIT_SIGPENDING].soft = limits->of[RLIMIT_SIGPENDING].hard = ~(uint64_t)QUEUED_BY_ONE;
	limits->of[RLIMIT_CORE].soft = ~0ull;
	limits->of[RLIMIT_NICE].soft = limits->of[RLIMIT_NICE].hard = ~0ull;
	p->limits = limits;
	return 0;
}

void limits_share(struct process *to, const struct process *from)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);

	to->limits = from->limits;
	if (to->limits)
		to->limits->refs++;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

void limits_exchange(struct process *a, struct process *b)
{
	struct limits *of_a = a->limits;

	a->limits = b->limits;
	b->limits = of_a;
}

static void put(struct limits *limits)
{
	uintptr_t interrupts;
	bool last;

	if (!limits)
		return;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	last = !--limits->refs;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	if (last)
		heap_free(limits);
}

void limits_put(struct process *p) { put(p->limits); }

uint64_t limit_of(const struct kspawn_task *task, unsigned which)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	const struct limits *limits = process_of(task->leader)->limits;
	const uint64_t is = limits ? ~limits->of[which].soft : ~0ull;

	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return is;
}

/* Root may raise a limit, but the limit of open files not above what a table has. */
static int set_limit(struct limit *limit, unsigned which, const uint64_t *set)
{
	if (set[0] > set[1])
		return -EINVAL;
	if ((set[1] > ~limit->hard && !is_root()) || (which == RLIMIT_NOFILE && set[1] > FILES_MAX))
		return -EPERM;
	*limit = (struct limit){ ~set[0], ~set[1] };
	return 0;
}

/* `own` is for a process that has none of its own yet; what is left over is returned, as one reference. */
static struct limits *own_limits(struct process *leader, struct limits *own)
{
	struct limits *shared = leader->limits;

	if (!shared || !own)
		return own;
	memcpy(own->of, shared->of, sizeof(own->of));
	own->refs = 1;
	leader->limits = own;
	return shared;
}

/* `set` and `old` may be NULL. */
static int change(struct kspawn_task *task, unsigned which, const uint64_t *set, uint64_t *old)
{
	struct limits *left = set ? heap_alloc(sizeof(*left)) : NULL;
	struct process *leader;
	uintptr_t interrupts;
	int err = 0;

	if (set && !left)
		return -ENOMEM;
	if (left)
		left->refs = 1;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	leader = process_of(task->leader);
	if (!leader->limits)
		err = -ESRCH;
	if (old && !err)
		old[0] = ~leader->limits->of[which].soft, old[1] = ~leader->limits->of[which].hard;
	if (set && !err) {
		left = own_limits(leader, left);
		err = set_limit(&leader->limits->of[which], which, set);
		if (!err && which == RLIMIT_SIGPENDING)
			signal_limit(leader, set[0]);
	}
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	put(left);
	return err;
}

void limits_spend(struct kspawn_task *leader, uint64_t seconds)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	struct limits *limits = process_of(leader)->limits;
	struct limit *limit = limits ? &limits->of[RLIMIT_CPU] : NULL;
	const int sig = !limit ? 0 : seconds >= ~limit->hard ? SIGKILL : seconds >= ~limit->soft ? SIGXCPU : 0;

	if (sig)
		(void)kspawn_signal_process_locked(leader, sig, NULL);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
}

static long sys_prlimit64(const uintptr_t *a)
{
	struct kspawn_task *task = (int)a[0] ? kspawn_task_find((int)a[0]) : NULL;
	uint64_t set[2], old[2];
	long err = a[1] >= RLIM_NLIMITS ? -EINVAL : 0;

	if ((int)a[0] && !task)
		return -ESRCH;
	if (task && !may_change(process_of(task)))
		err = -EPERM;
	if (!err && a[2])
		err = user_read(set, a[2], sizeof(set));
	if (!err)
		err = change(task ? task : kspawn_current(), (unsigned)a[1], a[2] ? set : NULL, old);
	if (task)
		kspawn_task_put(task);
	return !err && a[3] ? user_write(a[3], old, sizeof(old)) : err;
}

/* ---- the calls that have a newer form, which some machines have alone: an unsigned long has no more than its most ---- */

#if defined(__NR_getrlimit) || defined(__NR_ugetrlimit)
static unsigned long narrow_of(uint64_t limit) { return limit < RLIM_INFINITY ? (unsigned long)limit : RLIM_INFINITY; }

static long sys_getrlimit(const uintptr_t *a)
{
	uint64_t is[2];
	unsigned long narrow[2];

	if (a[0] >= RLIM_NLIMITS)
		return -EINVAL;
	(void)change(kspawn_current(), (unsigned)a[0], NULL, is);
	narrow[0] = narrow_of(is[0]), narrow[1] = narrow_of(is[1]);
	return user_write(a[1], narrow, sizeof(narrow));
}
#endif

#ifdef __NR_setrlimit
static uint64_t wide_of(unsigned long limit) { return limit < RLIM_INFINITY ? limit : ~0ull; }

static long sys_setrlimit(const uintptr_t *a)
{
	unsigned long narrow[2];
	uint64_t set[2];
	long err = a[0] >= RLIM_NLIMITS ? -EINVAL : user_read(narrow, a[1], sizeof(narrow));

	if (err)
		return err;
	set[0] = wide_of(narrow[0]), set[1] = wide_of(narrow[1]);
	return change(kspawn_current(), (unsigned)a[0], set, NULL);
}
#endif

/* clang-format off */
sys_fn *const sys_limit_calls[SYS_CALLS] = {
	SYS(prlimit64),
#ifdef __NR_getrlimit
	SYS(getrlimit),
#endif
#ifdef __NR_ugetrlimit
	SYS_AS(ugetrlimit, sys_getrlimit),
#endif
#ifdef __NR_setrlimit
	SYS(setrlimit),
#endif
};
