/* tests/user/regs.c: every register, by name, at the start of a program, after fork, after each
 * system call, over a signal handler, and over preemption
 *
 * regs start  checks the start alone */
#include <asm/unistd.h>
#include <kspawn/siginfo.h>

#include "check.h"

#include <regs.h>

const char *const check_name = "regs";

enum { SPINNERS = 3, SPIN_MS = 80, GIVE_UP_MS = 300000 };

#ifndef REGS_MACHINE_CLONE_LOSES /* what the machine's own clone does not keep */
#define REGS_MACHINE_CLONE_LOSES 0
#endif
#ifndef KSPAWN_USER_INIT
#define KSPAWN_USER_INIT(WORD)
#endif

#pragma GCC visibility push(hidden)
void regs_call(struct all_regs *in, struct all_regs *out, void (*target)(void));
/// Takes more than a millisecond.
void regs_spin(void);
#pragma GCC visibility pop

struct all_regs regs_start;

/* What one task loads and finds; its first word is what a TLS register points to. */
struct probe {
	struct probe *self;
	struct all_regs want, got;
	unsigned long random;
	unsigned rounds;
};

static struct probe probe;
static unsigned long spins;

/* By the kernel's clock; where there is none, by this process's spins, of which one runs at a time. */
static unsigned long milliseconds(void)
{
	long time[2];

	if (sys(__NR_clock_gettime, 1, (long)time, 0, 0, 0, 0))
		return __atomic_load_n(&spins, __ATOMIC_RELAXED);
	return (unsigned long)time[0] * 1000 + (unsigned long)time[1] / 1000000;
}

/* Marsaglia's xorshift */
static unsigned long random_word(struct probe *p)
{
	p->random ^= p->random << 13;
	p->random ^= p->random >> 7;
	p->random ^= p->random << 17;
	return p->random;
}

static void use(struct probe *p, unsigned long seed)
{
	p->self = p;
	p->random = seed;
	check("tls_set", tls_set(p), 0);
}

static void fill(struct probe *p)
{
	for (size_t i = 0; i < sizeof(p->want.word) / sizeof(*p->want.word); i++)
		p->want.word[i] = random_word(p);
	for (size_t i = 0; i < sizeof(p->want.fp) / sizeof(*p->want.fp); i++)
		p->want.fp[i] = (uint32_t)random_word(p);
	regs_legal(&p->want);
	kspawn_pt_regs_set_tls(&p->want.regs, (uintptr_t)p);
}

static void set_arg(struct kspawn_pt_regs *regs, unsigned n, long value)
{
#ifdef KSPAWN_PT_REGS_ARGS
	static const unsigned char at[6] = { KSPAWN_PT_REGS_ARGS };
	*(KSPAWN_WORD_TYPE *)((char *)regs + at[n]) = (KSPAWN_WORD_TYPE)value;
#else
	regs->KSPAWN_PT_REGS_ARG(n) = (KSPAWN_WORD_TYPE)value;
#endif
}

static void fill_call(struct probe *p, long nr, const long *args)
{
	fill(p);
	p->want.word[REGS_NR / KSPAWN_WORD] = (KSPAWN_WORD_TYPE)nr;
	for (unsigned i = 0; i < 6; i++)
		set_arg(&p->want.regs, i, args[i]);
}

static void complain(const char *when, const char *name, size_t index, unsigned long got, unsigned long want)
{
	__atomic_add_fetch(&check_failed, 1, __ATOMIC_RELAXED);
	print("%s: %s: %s %u: got 0x%lx, want 0x%lx\n", check_name, when, name, (unsigned)index, got, want);
}

/* The members of pt_regs, each with its number of words. */
static const struct member {
	const char *name;
	unsigned words;
} members[] = {
#define MEMBERS(member, NAME, count) { #member, count },
#define MEMBER(member, NAME) { #member, 1 },
	KSPAWN_PT_REGS(MEMBER, MEMBERS)
};

/* Bit n of `loses`: word n may be anything. */
static void compare(const char *when, const struct all_regs *got, const struct all_regs *want, unsigned long long loses)
{
	size_t at = 0;

	loses |= REGS_NONE;
	for (const struct member *m = members; m < members + sizeof(members) / sizeof(*members); m++) {
		for (unsigned i = 0; i < m->words; i++, at++) {
			if (!(loses >> at & 1) && got->word[at] != want->word[at])
				complain(when, m->name, i, (unsigned long)got->word[at], (unsigned long)want->word[at]);
		}
	}
	check("words of pt_regs", (long)at, KSPAWN_REGS_SIZE / KSPAWN_WORD);
	for (size_t i = 0; i < sizeof(got->fp) / sizeof(*got->fp); i++) {
		if (got->fp[i] != want->fp[i])
			complain(when, "floating point, word", i, got->fp[i], want->fp[i]);
	}
}

/* Linux keeps more of the start to itself than this library does. */
static void check_start(char **argv)
{
	struct all_regs want;

	memset(&want, 0, sizeof(want));
#define SET(offset, value) want.fp[(offset) / 4] = value;
	KSPAWN_USER_INIT(SET)
#ifdef REGS_INITIAL
	REGS_INITIAL(want);
#endif
	kspawn_pt_regs_set_sp(&want.regs, (uintptr_t)argv - sizeof(long));
	if (aux(AT_SYSINFO))
		compare("at start", &regs_start, &want, 0);
}

static void call(const char *what, long nr, const long *args, long result)
{
	fill_call(&probe, nr, args);
	regs_call(&probe.want, &probe.got, kspawn_gate);
	check(what, kspawn_pt_regs_ret(&probe.got.regs), result);
	kspawn_pt_regs_set_ret(&probe.want.regs, result);
	compare(what, &probe.got, &probe.want,
		REGS_GATE_LOSES | (aux(AT_SYSINFO) || nr != KSPAWN_NR_clone ? 0 : REGS_MACHINE_CLONE_LOSES));
}

static void check_calls(void)
{
	static int word;
	const long pid = sys_getpid();
	const struct {
		const char *what;
		long nr, args[6], result;
	} calls[] = {
		{ "getpid", KSPAWN_NR_getpid, { 1, 2, 3, 4, 5, 6 }, pid },
		{ "getppid", KSPAWN_NR_getppid, { -1, -2, -3, -4, -5, -6 }, sys_getppid() },
		{ "gettid", KSPAWN_NR_gettid, { 0 }, pid },
		{ "set_tid_address", KSPAWN_NR_set_tid_address, { (long)&word }, pid },
		{ "sched_yield", KSPAWN_NR_sched_yield, { 0 }, 0 },
		{ "write", KSPAWN_NR_write, { 1, (long)&word, 0 }, 0 },
		{ "wait4 without a child", KSPAWN_NR_wait4, { -1, 0, 0, 0 }, -KSPAWN_ECHILD },
		{ "clone with bad flags", KSPAWN_NR_clone, { CLONE_THREAD, CLONE_THREAD /* flags and stack */ }, -KSPAWN_EINVAL },
		{ "execve of nothing", KSPAWN_NR_execve, { (long)"/no/such/file" }, -KSPAWN_ENOENT },
		{ "execve of a bad pointer", KSPAWN_NR_execve, { 0x12345678 }, -KSPAWN_EFAULT },
		{ "no such call", 100000, { 0 }, -KSPAWN_ENOSYS },
	};

	for (int round = 0; round < 20; round++) {
		for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
			call(calls[i].what, calls[i].nr, calls[i].args, calls[i].result);
	}
	sys_set_tid_address(NULL);
}

/* Fills all registers with other values, also the temporary ones. */
static void clobber(int sig)
{
	static struct probe other = { .random = 88172645463325252ull & UINTPTR_MAX };
	const long args[6] = { sig };

	fill_call(&other, KSPAWN_NR_getpid, args);
	kspawn_pt_regs_set_tls(&other.want.regs, (uintptr_t)&probe); /* the handler's and the program's */
	regs_call(&other.want, &other.got, kspawn_gate);
}

static void check_handler(void)
{
	struct kspawn_sigaction action = { .handler = (uintptr_t)clobber };
	const long args[6] = { sys_getpid(), KSPAWN_SIGUSR1 };

	if (!aux(AT_SYSINFO)) /* a machine of its own may want a restorer */
		return;
	check("rt_sigaction", sys(KSPAWN_NR_rt_sigaction, KSPAWN_SIGUSR1, (long)&action, 0, sizeof(action.mask), 0, 0), 0);
	for (int round = 0; round < 20; round++)
		call("kill, with a handler", KSPAWN_NR_kill, args, 0);
}

/* Parent and child come back with the same registers but one. */
static void check_fork(const char *what, long nr, unsigned long flags)
{
	long args[6], pid;

	kspawn_clone_arguments(args, flags, NULL, NULL, NULL, NULL);
	fill_call(&probe, nr, args);
	regs_call(&probe.want, &probe.got, kspawn_gate);
	pid = kspawn_pt_regs_ret(&probe.got.regs);
	kspawn_pt_regs_set_ret(&probe.want.regs, pid);
	compare(pid ? what : "in the child", &probe.got, &probe.want,
		REGS_GATE_LOSES | (aux(AT_SYSINFO) ? 0 : REGS_MACHINE_CLONE_LOSES));
	if (pid == 0)
		sys_exit_group(check_failed != 0);
	check(what, pid > 0, 1);
	check_child(what, (int)pid, EXITED(0));
}

/* The new program must find nothing of what its registers were full of. */
static void check_exec(char **envp)
{
	const char *const argv[] = { "/regs", "start", NULL };
	const long args[6] = { (long)this_program(), (long)argv, (long)envp };
	int pid = (int)sys_fork();

	if (pid == 0) {
		fill_call(&probe, KSPAWN_NR_execve, args);
		regs_call(&probe.want, &probe.got, kspawn_gate);
		sys_exit_group(127);
	}
	check_child("start of a new program", pid, EXITED(0));
}

static struct probe spinners[SPINNERS];
static int satisfied;
static char stacks[SPINNERS][16384] __attribute__((aligned(16)));

static void spin_once(struct probe *p)
{
	fill(p);
	regs_call(&p->want, &p->got, regs_spin);
	compare("preemption", &p->got, &p->want, REGS_SPIN_LOSES);
	__atomic_add_fetch(&spins, 1, __ATOMIC_RELAXED);
	__atomic_add_fetch(&p->rounds, 1, __ATOMIC_RELAXED);
}

/* Have all others made progress since `seen`? None makes a system call
 * meanwhile, so on one processor it was preemption that let them. */
static bool saw_others(const struct probe *p, const unsigned *seen)
{
	for (int i = 0; i < SPINNERS; i++) {
		if (&spinners[i] != p && __atomic_load_n(&spinners[i].rounds, __ATOMIC_RELAXED) < seen[i] + 3)
			return false;
	}
	return true;
}

static int spin_among_others(void *arg)
{
	struct probe *p = arg;
	unsigned long start, passed = 0;
	unsigned seen[SPINNERS];
	bool saw = false;

	use(p, (unsigned long)p);
	for (int i = 0; i < SPINNERS; i++)
		seen[i] = __atomic_load_n(&spinners[i].rounds, __ATOMIC_RELAXED);
	for (start = milliseconds(); passed < GIVE_UP_MS; passed = milliseconds() - start) {
		spin_once(p);
		if (!saw && saw_others(p, seen)) {
			saw = true;
			__atomic_add_fetch(&satisfied, 1, __ATOMIC_RELAXED);
		}
		if (passed >= SPIN_MS && __atomic_load_n(&satisfied, __ATOMIC_RELAXED) == SPINNERS)
			return 0;
	}
	check("preempted", saw, 1);
	return 1;
}

static int spin_alone(long seed)
{
	unsigned long start = milliseconds();

	use(&probe, (unsigned long)seed);
	while (milliseconds() - start < SPIN_MS)
		spin_once(&probe);
	return check_failed != 0;
}

/* Two threads, this one, and a process with an address space of its own. */
static void check_preemption(void)
{
	const unsigned long flags =
		CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID;
	static int alive[SPINNERS];
	int pid = fork_run(spin_alone, 4711);

	for (int i = 1; i < SPINNERS; i++) {
		alive[i] = 1;
		check("clone",
		      sys_thread(flags, stacks[i] + sizeof(stacks[i]), spin_among_others, &spinners[i], NULL, &alive[i], NULL) >
			      0,
		      1);
	}
	spin_among_others(&spinners[0]);
	for (int i = 1; i < SPINNERS; i++) {
		while (__atomic_load_n(&alive[i], __ATOMIC_ACQUIRE))
			sys_sched_yield();
	}
	check_child("a task that spins", pid, EXITED(0));
}

int main(int argc, char **argv, char **envp)
{
	check_start(argv);
	if (argc == 2 && strcmp(argv[1], "start") == 0)
		return check_failed != 0;
	use(&probe, 2463534242ul);
	check_calls();
	check_handler();
	for (int i = 0; i < 5; i++) {
		check_fork("clone", KSPAWN_NR_clone, SIGCHLD);
		check_fork("clone with VFORK", KSPAWN_NR_clone, CLONE_VFORK | SIGCHLD);
		if (KSPAWN_NR_fork >= 0)
			check_fork("fork", KSPAWN_NR_fork, 0);
	}
	check_exec(envp);
	check_preemption();
	check_childless("all children were waited for");
	return check_end();
}
