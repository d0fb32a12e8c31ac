/* bench/system/costs.c: what the parts of a process's life take, in ns of a clock that counts instructions
 *
 * costs PROGRAM LIBC_PROGRAM TEXT BROKEN
 *
 * On the example kernel and on Linux. The files: a program that exits at once, one with a C library, a text, and a file that
 * begins as ELF does. Each line of output is "NAME NS". */
#include <kspawn/siginfo.h>
#include <kspawn_user.h>

#include <asm/fcntl.h>
#include <asm/signal.h>
#include <asm/unistd.h>
#include <linux/futex.h>
#include <linux/mman.h>

enum { PAGE = 4096, PAGES = 256, WARM_UP = 3 };

static long call(long nr, long a0, long a1, long a2) { return sys(nr, a0, a1, a2, 0, 0, 0); }

static unsigned long now(void)
{
	long time[2] = { 0, 0 };

	call(__NR_clock_gettime, 1 /* CLOCK_MONOTONIC */, (long)time, 0);
	return (unsigned long)time[0] * 1000000000 + (unsigned long)time[1];
}

/* What a clock's own call takes is in each figure: a part of `times`. */
static void measure(const char *name, void (*once)(void), unsigned times)
{
	unsigned long begin;

	for (int i = 0; i < WARM_UP; i++)
		once();
	begin = now();
	for (unsigned i = 0; i < times; i++)
		once();
	print("%s %lu\n", name, (now() - begin) / times);
}

/* ---- calls ---- */

static void null_call(void) { sys_getpid(); }
static void yield(void) { sys_sched_yield(); }
static void wait_for_none(void) { sys_wait4(-1, NULL, 0); }

/* ---- the timer, whose ticks are 4 ms apart in both kernels ---- */

/* What a run of this takes: less than 4 ms. */
static unsigned long spin(void)
{
	const unsigned long begin = now();

	for (unsigned turn = 0; turn < 800000; turn++)
		__asm__ volatile("");
	return now() - begin;
}

/* What many runs take that the shortest one, between two ticks, does not. */
static void measure_tick(void)
{
	enum { TIMES = 40, TICK_NS = 4000000 };
	unsigned long least = spin(), all = least;

	for (int i = 1; i < TIMES; i++) {
		const unsigned long run = spin();
		least = run < least ? run : least;
		all += run;
	}
	print("tick %lu\n", (all - TIMES * least) / (all / TICK_NS));
}

/* ---- processes ---- */

static const char *program, *libc_program, *text, *broken;

static void await(long pid) { sys_wait4((int)pid, NULL, 0); }

static void run_exec(const char *path)
{
	const char *const words[] = { path, NULL }, *const none[] = { NULL };

	sys_execve(path, words, none);
}

static void fork_exit(void)
{
	const long pid = sys_fork();

	if (!pid)
		sys_exit_group(0);
	await(pid);
}

__attribute__((noinline)) static void vfork_exit(void)
{
	const long pid = sys_vfork();

	if (!pid)
		sys_exit_group(0);
	await(pid);
}

static void exec_in_child(const char *path)
{
	const long pid = sys_fork();

	if (!pid) {
		run_exec(path);
		sys_exit_group(127);
	}
	await(pid);
}

__attribute__((noinline)) static void vfork_exec(void)
{
	const long pid = sys_vfork();

	if (!pid) {
		run_exec(program);
		sys_exit_group(127);
	}
	await(pid);
}

static void fork_exec(void) { exec_in_child(program); }
static void fork_exec_libc(void) { exec_in_child(libc_program); }
static void exec_nothing(void) { run_exec("/no such file"); }
static void exec_text(void) { run_exec(text); }
static void exec_broken(void) { run_exec(broken); }

/* ---- threads ---- */

static char stack[4 * PAGE] __attribute__((aligned(16)));

static bool futexes;

/* sched_yield of Linux rarely lets another task run. */
static void wait_for_end(int *tid)
{
	if (futexes)
		sys(__NR_futex, (long)tid, FUTEX_WAIT, 1, 0, 0, 0);
	else
		sys_sched_yield();
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static void thread_join(void)
{
	const unsigned long flags =
		CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID;
	int tid = 1;

	if (sys_thread(flags, stack + sizeof(stack), nothing, NULL, NULL, &tid, NULL) < 0)
		return;
	while (__atomic_load_n(&tid, __ATOMIC_ACQUIRE))
		wait_for_end(&tid);
}

/* ---- two threads that take turns ---- */

static uint32_t turn;

static void wake_one(void) { sys(__NR_futex, (long)&turn, FUTEX_WAKE_PRIVATE, 1, 0, 0, 0); }

static void wait_while(uint32_t value)
{
	while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) == value)
		sys(__NR_futex, (long)&turn, FUTEX_WAIT_PRIVATE, (long)value, 0, 0, 0);
}

static void set_turn(uint32_t value)
{
	__atomic_store_n(&turn, value, __ATOMIC_RELEASE);
	wake_one();
}

enum { MAIN, OTHER, NONE };

static int takes_turns(void *unused)
{
	(void)unused;
	for (;;) {
		wait_while(MAIN);
		if (turn == NONE)
			return 0;
		set_turn(MAIN);
	}
}

static void take_turn(void)
{
	set_turn(OTHER);
	wait_while(OTHER);
}

static void measure_turns(void)
{
	const unsigned long flags =
		CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID;
	int tid = 1;

	measure("futex_wake", wake_one, 5000);
	if (sys_thread(flags, stack + sizeof(stack), takes_turns, NULL, NULL, &tid, NULL) < 0)
		return;
	measure("futex_turn", take_turn, 500);
	set_turn(NONE);
	while (__atomic_load_n(&tid, __ATOMIC_ACQUIRE))
		wait_for_end(&tid);
}

/* ---- two processes ---- */

static int to_child[2], to_parent[2];

static void echo(void)
{
	char c;

	call(__NR_close, to_child[1], 0, 0);
	while (call(__NR_read, to_child[0], (long)&c, 1) == 1)
		call(__NR_write, to_parent[1], (long)&c, 1);
	sys_exit_group(0);
}

static void there_and_back(void)
{
	char c = 'x';

	call(__NR_write, to_child[1], (long)&c, 1);
	call(__NR_read, to_parent[0], (long)&c, 1);
}

static void measure_pipe(void)
{
	long pid;

	call(__NR_pipe2, (long)to_child, 0, 0);
	call(__NR_pipe2, (long)to_parent, 0, 0);
	pid = sys_fork();
	if (!pid)
		echo();
	measure("pipe", there_and_back, 500);
	call(__NR_close, to_child[1], 0, 0);
	await(pid);
}

/* ---- memory ---- */

static volatile char *area;

static volatile char *map(size_t size)
{
#ifdef __NR_mmap2
	const long nr = __NR_mmap2;
#else
	const long nr = __NR_mmap;
#endif
	return (volatile char *)sys(nr, 0, (long)size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

/* ---- a signal to oneself ---- */

static int self;

static void on_signal(int sig) { (void)sig; }
static void signal_self(void) { sys_kill(self, SIGUSR1); }

/* The handler returns to code for rt_sigreturn, where Linux has none of its own. */
static void measure_signal(void)
{
	static const uint32_t code[] = { KSPAWN_SIGRETURN_CODE };
	struct kspawn_sigaction action = { .handler = (uintptr_t)on_signal, .flags = KSPAWN_SA_SIGINFO };
	volatile uint32_t *page = (volatile uint32_t *)map(PAGE);

	for (size_t i = 0; i < sizeof(code) / sizeof(*code); i++)
		page[i] = code[i];
	call(__NR_mprotect, (long)page, PAGE, PROT_READ | PROT_EXEC);
#ifdef KSPAWN_SA_RESTORER
	action.flags |= KSPAWN_SA_RESTORER;
	action.restorer = (uintptr_t)page;
#endif
	self = (int)sys_getpid();
	sys(__NR_rt_sigaction, SIGUSR1, (long)&action, 0, sizeof(action.mask), 0, 0);
	measure("signal", signal_self, 2000);
}

static void write_all(void)
{
	for (size_t i = 0; i < PAGES; i++)
		area[i * PAGE] = 1;
}

static void read_all(void)
{
	for (size_t i = 0; i < PAGES; i++)
		(void)area[i * PAGE];
}

static void unmap_all(void) { call(__NR_munmap, (long)area, PAGES * PAGE, 0); }

/* The times of `touch` and of munmap afterwards, each on memory of its own. */
static void measure_touch(const char *fault, const char *unmap, void (*touch)(void))
{
	enum { TIMES = 20 };
	unsigned long touched = 0, unmapped = 0;

	for (int i = 0; i < TIMES; i++) {
		unsigned long begin;

		area = map(PAGES * PAGE);
		begin = now();
		touch();
		touched += now() - begin;
		begin = now();
		unmap_all();
		unmapped += now() - begin;
	}
	print("%s %lu\n%s %lu\n", fault, touched / (TIMES * PAGES), unmap, unmapped / TIMES);
}

static void protect(void)
{
	call(__NR_mprotect, (long)area, PAGE, PROT_READ);
	call(__NR_mprotect, (long)area, PAGE, PROT_READ | PROT_WRITE);
}

static void measure_memory(void)
{
	measure_touch("read_fault", "munmap_read", read_all);
	measure_touch("write_fault", "munmap_written", write_all);
	area = map(4 * PAGES * PAGE);
	for (size_t i = 0; i < 4 * PAGES; i++)
		area[i * PAGE] = 1;
	measure("mprotect_pair", protect, 200);
	measure("fork_4mib", fork_exit, 50);
	call(__NR_munmap, (long)area, 4 * PAGES * PAGE, 0);
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc != 5)
		return 2;
	program = argv[1], libc_program = argv[2], text = argv[3], broken = argv[4];
	measure("null_call", null_call, 5000);
	measure("yield", yield, 5000);
	measure("failed_wait", wait_for_none, 5000);
	measure_tick();
	measure("fork_exit", fork_exit, 100);
	measure("vfork_exit", vfork_exit, 200);
	measure("vfork_exec", vfork_exec, 100);
	measure("fork_exec", fork_exec, 100);
	measure("fork_exec_libc", fork_exec_libc, 30);
	futexes = sys(__NR_futex, (long)&futexes, FUTEX_WAKE, 1, 0, 0, 0) == 0;
	measure("thread_join", thread_join, 500);
	measure_turns();
	measure_signal();
	measure_pipe();
	measure("exec_missing", exec_nothing, 500);
	measure("exec_text", exec_text, 200);
	measure("exec_broken", exec_broken, 200);
	measure_memory();
	return 0;
}
