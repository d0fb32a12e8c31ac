/* tests/system/user/cross_cpu.c: what one processor does to a task that runs on another
 *
 * cross_cpu N    each N times */
#include "system.h"

const char *const check_name = "cross_cpu";

enum { STACK = 8192, THREADS = 3, LOOKS = 200, MAP_SIZE = 4 * PAGE };

static char stacks[THREADS][STACK] __attribute__((aligned(16)));
static int *at_work; /* shared by all: how many are where they shall be */
static volatile long *counter;

static void start(int (*fn)(void *), void *arg)
{
	static int used;

	check("clone", sys_thread(SAME_PROCESS, stacks[used++] + STACK, fn, arg, NULL, NULL, NULL) > 0, 1);
}

static void arrive(void) { __atomic_fetch_add(at_work, 1, __ATOMIC_RELEASE); }

static void await(int n)
{
	while (__atomic_load_n(at_work, __ATOMIC_ACQUIRE) < n)
		sys_sched_yield();
}

/* ---- kills ---- */

static int spins(void *unused)
{
	(void)unused;
	arrive();
	while (*(volatile int *)at_work)
		;
	return 1;
}

static int calls(void *unused)
{
	(void)unused;
	arrive();
	while (sys_getppid() >= 0)
		;
	return 1;
}

static int faults(void *unused)
{
	(void)unused;
	arrive();
	for (long at; (at = map(0, MAP_SIZE, MAP_PRIVATE)) > 0; call(__NR_munmap, at, MAP_SIZE, 0, 0)) {
		for (long page = at; page < at + MAP_SIZE; page += PAGE)
			*(volatile char *)page = 1;
	}
	return 1;
}

/* A child that waits for the end of a vfork cannot wait for a task that is killed: the end comes by its own kill. */
static int waits_for_vfork(void *unused)
{
	(void)unused;
	if (sys_vfork() == 0) {
		arrive();
		while (sys_getppid() != 1)
			;
		sys_exit(0);
	}
	return 1;
}

static int (*const victims[])(void *) = { spins, calls, faults, waits_for_vfork };

static int alone(long which) { return victims[which](NULL); }

/* The leader and three more, each on a processor if there are enough. */
static int in_group(long which)
{
	for (int i = 0; i < THREADS; i++)
		start(victims[which], NULL);
	return victims[which](NULL);
}

static void check_kill(const char *what, int (*fn)(long), long which, int arrivals)
{
	int pid;

	*at_work = 0;
	pid = fork_run(fn, which);
	await(arrivals);
	check(what, sys_kill(pid, SIGKILL), 0);
	check_child(what, pid, KILLED(SIGKILL));
}

static void kills(int n)
{
	for (int i = 0; i < n; i++) {
		print("cross_cpu: round %d of %d\n", i, n); /* or the kernel is taken for one that hangs */
		check_kill("a task that spins", alone, 0, 1);
		check_kill("a task that makes system calls", alone, 1, 1);
		check_kill("a task that faults", alone, 2, 1);
		check_kill("threads that spin", in_group, 0, THREADS + 1);
		check_kill("threads that make system calls", in_group, 1, THREADS + 1);
		check_kill("threads that fault", in_group, 2, THREADS + 1);
	}
	check_kill("a task that waits for a vfork", alone, 3, 1);
	while (sys_wait4(-1, NULL, 0) > 0) /* its child */
		;
}

/* ---- whose memory changes under it ---- */

static int counts(void *unused)
{
	(void)unused;
	while (++*counter)
		;
	return 1;
}

static void await_change(void)
{
	const long seen = *counter;

	while (*counter == seen)
		;
}

static int looks_steady(const volatile long *at)
{
	const long seen = *at;

	for (int i = 0; i < LOOKS; i++) {
		sys_getppid();
		if (*at != seen)
			return false;
	}
	return true;
}

static int child_looks(long unused)
{
	(void)unused;
	return !looks_steady(counter);
}

static void start_counting(void)
{
	counter = (volatile long *)map(0, PAGE, MAP_PRIVATE);
	*counter = 0;
	start(counts, NULL);
	await_change();
}

/* The parent's writes are not the child's. */
static int forks(long n)
{
	start_counting();
	while (n--) {
		await_change();
		check_child("a child's memory is its own", fork_run(child_looks, 0), EXITED(0));
	}
	sys_exit_group(check_failed != 0);
}

/* Its page is replaced; the page that comes in its place is not shared. */
static int remaps(long n)
{
	start_counting();
	while (n--) {
		volatile long *fresh;

		await_change();
		check("mmap", map((unsigned long)counter, PAGE, MAP_PRIVATE | MAP_FIXED), (long)counter);
		fresh = (volatile long *)map(0, PAGE, MAP_PRIVATE);
		*fresh = -1;
		check("a fresh page is written by its owner alone", looks_steady(fresh), 1);
		call(__NR_munmap, (long)fresh, PAGE, 0, 0);
	}
	sys_exit_group(check_failed != 0);
}

/* A process that writes on ends by it. */
static int protects(long unused)
{
	(void)unused;
	start_counting();
	call(__NR_mprotect, (long)counter, PAGE, 1 /* PROT_READ */, 0);
	if (looks_steady(counter))
		spins(NULL);
	return 1;
}

static void changes(int n)
{
	check_run("fork while another thread writes", forks, n, EXITED(0));
	check_run("mmap while another thread writes", remaps, n, EXITED(0));
	for (int i = 0; i < n / 10 + 1; i++)
		check_run("mprotect while another thread writes", protects, 0, KILLED(SIGSEGV));
}

int main(int argc, char **argv, char **envp)
{
	const int n = argc == 2 ? number(argv[1]) : 50;
	struct usage before;

	(void)envp;
	be_good(argc, argv);
	at_work = (int *)map(0, PAGE, MAP_SHARED);
	*at_work = 0;
	settle();
	before = usage();
	kills(n);
	check_usage("after all kills", before);
	changes(n);
	check("a process was there", *at_work > 0, 1);
	return child_runs_end();
}
