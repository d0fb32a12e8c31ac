/* sys_process.c: system calls on processes, signals and the machine */
#include <asm/resource.h>
#include <linux/sysinfo.h>
#include <linux/utsname.h>

#include <kspawn/syscall.h>

#include "sys.h"

static long zero(const uintptr_t *a)
{
	(void)a;
	return 0;
}

/* ---- process groups ---- */

static struct kspawn_task *leader_of(int pid)
{
	struct kspawn_task *task = kspawn_pid_find(&pids, pid ? pid : kspawn_current()->tgid);

	if (task && task != task->leader) {
		kspawn_task_put(task);
		task = NULL;
	}
	return task;
}

static int set_group(struct kspawn_task *leader, int pgid)
{
	uintptr_t interrupts;
	int old;

	if (kspawn_pid_hold(&pids, pgid))
		return -EPERM;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	old = leader->pgid;
	leader->pgid = pgid;
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	if (old)
		kspawn_pid_release(&pids, old);
	return 0;
}

static long sys_setpgid(const uintptr_t *a)
{
	struct kspawn_task *leader = leader_of((int)a[0]);
	long err = -ESRCH;

	if ((int)a[1] < 0)
		err = -EINVAL;
	else if (leader)
		err = set_group(leader, a[1] ? (int)a[1] : leader->tgid);
	if (leader)
		kspawn_task_put(leader);
	return err;
}

static long sys_getpgid(const uintptr_t *a)
{
	struct kspawn_task *leader = leader_of((int)a[0]);
	const long pgid = leader ? leader->pgid : -ESRCH;

	if (leader)
		kspawn_task_put(leader);
	return pgid;
}

static long sys_setsid(const uintptr_t *a)
{
	struct kspawn_task *leader = kspawn_current()->leader;

	(void)a;
	if (leader->pgid == leader->tgid)
		return -EPERM;
	return set_group(leader, leader->tgid) ? -EPERM : leader->tgid;
}

static long sys_getsid(const uintptr_t *a)
{
	(void)a;
	return 1;
}

/* ---- signals ---- */

static long send_to(int pid, int sig)
{
	struct kspawn_task *task = kspawn_pid_find(&pids, pid);
	long err = -ESRCH;

	if (!task)
		return err;
	err = sig ? signal_send(task->leader, sig) : 0;
	kspawn_task_put(task);
	return err;
}

static long sys_kill(const uintptr_t *a)
{
	const int pid = (int)a[0], sig = (int)a[1];

	if (sig < 0 || sig > SIGNALS)
		return -EINVAL;
	if (pid > 0)
		return send_to(pid, sig);
	return pid == -1 ? -EPERM : signal_send_group(pid ? -pid : kspawn_current()->leader->pgid, sig);
}

static long sys_tgkill(const uintptr_t *a) { return send_to((int)a[1], (int)a[2]); }
static long sys_tkill(const uintptr_t *a) { return send_to((int)a[0], (int)a[1]); }

/* Sets of signals are words of 32 bits or 64; of a longer one the rest is never set here. */
enum { SET_SIZE = sizeof(sigset_t) > 8 ? sizeof(sigset_t) : 8, SET_WORDS = SET_SIZE / 4 };

static uint64_t from_words(const uint32_t *set) { return set[0] | (uint64_t)set[1] << 32; }

static void to_words(uint32_t *set, uint64_t value)
{
	memset(set, 0, SET_SIZE);
	set[0] = (uint32_t)value;
	set[1] = (uint32_t)(value >> 32);
}

static int read_set(uint64_t *set, uintptr_t from)
{
	uint32_t words[SET_WORDS];
	const int err = user_read(words, from, SET_SIZE);

	if (!err)
		*set = from_words(words);
	return err;
}

static int write_set(uintptr_t to, uint64_t set)
{
	uint32_t words[SET_WORDS];

	to_words(words, set);
	return user_write(to, words, SET_SIZE);
}

/* sigaction(2) as the kernel is given it, which <asm/signal.h> does not have on all machines. */
struct user_action {
	uintptr_t handler_flags[2]; /* in this order but for MIPS */
#ifdef SA_RESTORER
	uintptr_t restorer;
#endif
	uint32_t mask[SET_WORDS];
};
enum { FLAGS = offsetof(struct sigaction, sa_flags) == 0 ? 0 : 1, HANDLER = 1 - FLAGS };

static int read_action(struct action *to, uintptr_t from)
{
	struct user_action action;
	const int err = user_read(&action, from, sizeof(action));

	*to = (struct action){ 0 };
	if (err)
		return err;
	to->handler = action.handler_flags[HANDLER];
	to->flags = action.handler_flags[FLAGS];
	to->mask = from_words(action.mask);
#ifdef SA_RESTORER
	to->restorer = to->flags & SA_RESTORER ? action.restorer : 0;
#endif
	return 0;
}

static int write_action(uintptr_t to, const struct action *from)
{
	struct user_action action = { 0 };

	action.handler_flags[HANDLER] = from->handler;
	action.handler_flags[FLAGS] = from->flags;
	to_words(action.mask, from->mask);
#ifdef SA_RESTORER
	action.restorer = from->restorer;
#endif
	return user_write(to, &action, sizeof(action));
}

static long sys_rt_sigaction(const uintptr_t *a)
{
	const int sig = (int)a[0];
	struct action new, old;

	if (sig < 1 || sig > SIGNALS || a[3] != SET_SIZE)
		return -EINVAL;
	if (a[1] && read_action(&new, a[1]))
		return -EFAULT;
	if (a[1] && (sig == SIGKILL || sig == SIGSTOP))
		return -EINVAL;
	signal_action(current(), sig, a[1] ? &new : NULL, &old);
	return a[2] ? write_action(a[2], &old) : 0;
}

static const uint64_t never_blocked = 1ull << (SIGKILL - 1) | 1ull << (SIGSTOP - 1);

static long sys_rt_sigprocmask(const uintptr_t *a)
{
	uint64_t *blocked = &current()->signals.blocked, old = *blocked, set = 0;

	if (a[3] != SET_SIZE)
		return -EINVAL;
	if (a[1] && read_set(&set, a[1]))
		return -EFAULT;
	if (a[1] && a[0] != SIG_BLOCK && a[0] != SIG_UNBLOCK && a[0] != SIG_SETMASK)
		return -EINVAL;
	if (a[1])
		*blocked = (a[0] == SIG_BLOCK ? old | set : a[0] == SIG_UNBLOCK ? old & ~set : set) & ~never_blocked;
	return a[2] ? write_set(a[2], old) : 0;
}

static long sys_rt_sigpending(const uintptr_t *a)
{
	return write_set(a[0], signal_pending(current()));
}

/* The mask comes back when the handler has been entered, or at the border of user mode. */
static long sys_rt_sigsuspend(const uintptr_t *a)
{
	static const uint32_t nothing;
	struct signal_state *signals = &current()->signals;
	uint64_t set;

	if (read_set(&set, a[0]))
		return -EFAULT;
	signals->blocked_before = signals->blocked;
	signals->blocked = set & ~never_blocked;
	signals->suspended = true;
	while (wait_interruptible(&nothing, 0, 0) != -EINTR)
		;
	return -EINTR;
}

static long sys_getrusage(const uintptr_t *a)
{
	const long none[18] = { 0 };

	return user_write(a[1], none, sizeof(none));
}

/* ---- the machine ---- */

static long sys_uname(const uintptr_t *a)
{
	const struct new_utsname name = { "kspawn", "kernel", "6.1.0", "#1", MACHINE_NAME, "" };

	return user_write(a[0], &name, sizeof(name));
}

static long sys_sysinfo(const uintptr_t *a)
{
	const struct sysinfo info = {
		.uptime = (long)divide(machine_now(), 1000000000),
		.totalram = frames_total(),
		.freeram = frames_total() - frames_used(),
		.procs = (uint16_t)processes_count(),
		.mem_unit = PAGE_SIZE,
	};

	return user_write(a[0], &info, sizeof(info));
}

static long sys_getrandom(const uintptr_t *a)
{
	unsigned char piece[64];

	for (size_t done = 0; done < a[1]; done += sizeof(piece)) {
		const size_t n = a[1] - done < sizeof(piece) ? a[1] - done : sizeof(piece);
		kspawn_random(piece, n);
		if (user_write(a[0] + done, piece, n))
			return -EFAULT;
	}
	return (long)a[1];
}

/* What a program may have and may ask for, if not `unlimited`. */
static void limits(uintptr_t which, uint64_t unlimited, uint64_t *limit)
{
	limit[0] = which == RLIMIT_STACK ? 1 << 20 : which == RLIMIT_NOFILE ? FILES_MAX : unlimited;
	limit[1] = which == RLIMIT_NOFILE ? FILES_MAX : unlimited;
}

static long sys_prlimit64(const uintptr_t *a)
{
	uint64_t limit[2];

	limits(a[1], ~0ull, limit);
	return a[3] ? user_write(a[3], limit, sizeof(limit)) : 0;
}

#if defined(__NR_getrlimit) || defined(__NR_ugetrlimit)
static long sys_getrlimit(const uintptr_t *a)
{
	uint64_t limit[2];
	unsigned long narrow[2];

	limits(a[0], RLIM_INFINITY, limit);
	narrow[0] = (unsigned long)limit[0], narrow[1] = (unsigned long)limit[1];
	return user_write(a[1], narrow, sizeof(narrow));
}
#endif

#ifdef __NR_getpgrp
static long sys_getpgrp(const uintptr_t *a)
{
	(void)a;
	return kspawn_current()->leader->pgid;
}

#endif

sys_fn *const sys_process_calls[SYS_CALLS] = {
	SYS_AS(set_robust_list, zero), SYS_AS(prctl, zero), SYS(setpgid), SYS(getpgid), SYS(setsid), SYS(getsid), SYS(kill),
	SYS(tgkill), SYS(tkill), SYS(rt_sigaction), SYS(rt_sigprocmask), SYS(rt_sigpending), SYS(rt_sigsuspend), SYS(getrusage),
	SYS(uname), SYS(sysinfo), SYS(getrandom), SYS(prlimit64), SYS_AS(getuid, zero), SYS_AS(geteuid, zero),
	SYS_AS(getgid, zero), SYS_AS(getegid, zero), SYS_AS(getgroups, zero), SYS_AS(setuid, zero), SYS_AS(setgid, zero),
#ifdef __NR_getuid32
	SYS_AS(getuid32, zero), SYS_AS(geteuid32, zero), SYS_AS(getgid32, zero), SYS_AS(getegid32, zero),
	SYS_AS(getgroups32, zero), SYS_AS(setuid32, zero), SYS_AS(setgid32, zero),
#endif
#ifdef __NR_getrlimit
	SYS(getrlimit),
#endif
#ifdef __NR_ugetrlimit
	SYS_AS(ugetrlimit, sys_getrlimit),
#endif
#ifdef __NR_getpgrp
	SYS(getpgrp),
#endif
};
