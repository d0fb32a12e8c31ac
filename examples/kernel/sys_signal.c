/* sys_signal.c: system calls on signals */
#include "sys.h"

static long send_to(int pid, int sig)
{
	struct kspawn_task *task = kspawn_pid_find(&pids, pid), *leader;
	long err = -ESRCH;

	if (!task)
		return err;
	leader = kspawn_leader_get(task);
	err = sig ? signal_send_by_program(leader, sig) : 0;
	kspawn_task_put(leader);
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
	if (pid == -1)
		return -EPERM;
	return signal_send_group(pid ? -pid : kspawn_current()->leader->pgid, sig, signal_send_by_program);
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
	uintptr_t handler_flags[2]; /* in this order except on MIPS */
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

static long sys_rt_sigpending(const uintptr_t *a) { return write_set(a[0], signal_pending(current())); }

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

sys_fn *const sys_signal_calls[SYS_CALLS] = {
	SYS(kill), SYS(tgkill), SYS(tkill), SYS(rt_sigaction), SYS(rt_sigprocmask), SYS(rt_sigpending), SYS(rt_sigsuspend),
};
