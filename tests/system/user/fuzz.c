/* tests/system/user/fuzz.c: random system calls, threads, kills, execs, jumps and stores, and what the kernel has after them
 *
 * fuzz SEED CALLS    makes about CALLS calls, some in each of several processes; a seed repeats everything except their timing
 *
 * fuzz SEED CALLS lost     one page is lost, which must be found
 *
 * The first process counts: after each round all others are killed, what they left in the tree is removed, and frames and
 * pids must be as before. */
#include "random.h"

const char *const check_name = "fuzz";

enum {
	WORKERS = 8,
	CALLS_EACH = 250,
	STALL_NS = 10000000,
	TASKS = 1024,
	LOST_MS = 100,
	REMOVEDIR = 0x200,
	FDCWD = -100,
	STACK = 8192
};

/* Shared by all; a worker may write anything there. */
struct memory {
	uint32_t calls[WORKERS];
};
static struct memory *shared;
static volatile uint32_t *counter;
static uint32_t calls_left;

/* ---- runs of a worker ---- */

static int depth;

static void remember(long pid)
{
	if (pid > 1)
		children[below(CHILDREN)] = (int)pid;
}

static void work(void);

static void some_calls(uint32_t n)
{
	while (n--)
		work();
}

static void handler(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	if (!calls_left || one_in(8))
		sys_exit_group(9);
	random_call();
}

static void set_handler(void)
{
	const struct action action = { .handler = one_in(4) ? (void (*)(int, void *, void *))pointer() : handler,
				       .flags = one_in(2) ? 0 : next() };

	call(__NR_rt_sigaction, 1 + below(64), (long)&action, 0, SIGNAL_SET);
}

static int thread(void *unused)
{
	(void)unused;
	depth++;
	some_calls(1 + below(20));
	if (one_in(8))
		sys_exit_group(5);
	return 4;
}

static char *a_stack(void)
{
	static char stacks[8][STACK] __attribute__((aligned(16)));

	return stacks[below(8)] + STACK;
}

/* A child of any kind: a process, a thread, or one between the two. */
static void clone_any(void)
{
	static const unsigned long sets[] = {
		0, SAME_PROCESS, CLONE_VM, CLONE_FILES, CLONE_VM | CLONE_SIGHAND, CLONE_VFORK, CLONE_VM | CLONE_VFORK, CLONE_FS
	};
	unsigned long flags = sets[below(COUNT(sets))] | (one_in(8) ? below(256) : SIGCHLD);

	if (one_in(4))
		flags |= next() & next() & ~0xffu;
	if (flags & CLONE_THREAD)
		flags &= one_in(2) ? ~0xfful : ~0ul;
	remember(sys_thread(flags, a_stack(), thread, NULL, (int *)pointer(), (int *)pointer(), (void *)pointer()));
}

static void clone3_any(void)
{
	uint64_t *const args = (uint64_t *)(buffer() & -(long)PAGE);

	memset(args, 0, 88);
	args[0] = next() & next() & ~(CLONE_VM | CLONE_VFORK | CLONE_THREAD);
	for (int i = 1; i < 11; i++)
		args[i] = one_in(3) ? (uint64_t)pointer() : 0;
	args[4] = SIGCHLD;
	args[5] = args[6] = 0; /* the child continues here */
	if (sys(__NR_clone3, (long)args, one_in(4) ? length() : 88, 0, 0, 0, 0) == 0)
		sys_exit_group(thread(NULL));
}

/* The beginning of a program, of a script, or of nothing. */
static void write_garbage(const char *path)
{
	const long fd = call(__NR_openat, FDCWD, (long)path, O_CREAT | O_RDWR, 0777);
	const long own = one_in(2) ? (long)(aux(AT_PHDR) & -(unsigned long)PAGE) : 0;
	char *const text = (char *)ARENA;

	if (own)
		memcpy(text, (const char *)own, PAGE);
	else
		memcpy(text, "#!/tmp/~fuzz/~b x\n", 18);
	for (uint32_t i = below(12); i; i--)
		text[below(one_in(2) ? 128 : PAGE)] = (char)next();
	sys_write((int)fd, text, (size_t)below(2 * PAGE));
	call(__NR_close, fd, 0, 0, 0);
	call(__NR_fchmodat, FDCWD, (long)path, 0777, 0);
}

static void exec_any(void)
{
	static const char *const argv[] = { "fuzz", "again", "77", NULL };
	const char *const garbage = paths[below(3)];
	const long words = one_in(3) ? pointer() : (long)argv;

	write_garbage(garbage);
	sys_execve(one_in(3)   ? this_program()
		   : one_in(8) ? (const char *)path(true)
			       : garbage,
		   (const char *const *)words, one_in(2) ? NULL : (const char *const *)pointer());
}

static void reach_any(void)
{
	const long at = one_in(3) ? (long)((uint64_t)next() << below(32) ^ next()) : pointer();

	switch (below(4)) {
	case 0:
		*(volatile char *)at = (char)next();
		break;
	case 1:
		*(volatile long *)at = (long)next();
		break;
	case 2:
		(void)*(volatile long *)at;
		break;
	default:
		((void (*)(void))at)();
	}
}

static void run_garbage(void)
{
	for (long i = 0; i < PAGE; i += 4)
		*(volatile uint32_t *)(ARENA + i) = next();
	call(__NR_mprotect, ARENA, PAGE, PROT_RW | PROT_EXEC, 0);
	((void (*)(void))ARENA)();
}

static void sigreturn_any(void) { sys(__NR_rt_sigreturn, 0, 0, 0, 0, 0, 0); }
static void exit_any(void) { sys_exit((int)next()); }
static void exit_group_any(void) { sys_exit_group((int)next()); }

static void chroot_any(void) { call(__NR_chroot, path(true), 0, 0, 0); }

static void suspend(void)
{
	set_handler();
	sys_kill(sys_getpid(), 1 + (int)below(64));
	call(__NR_rt_sigsuspend, buffer(), one_in(8) ? length() : SIGNAL_SET, 0, 0);
}

/* Most end the process that does them, so a child does them. */
static void wild(void)
{
	static void (*const runs[])(void) = { exec_any,      exec_any, reach_any,      reach_any, run_garbage,
					      sigreturn_any, exit_any, exit_group_any, suspend,   chroot_any };

	runs[below(COUNT(runs))]();
}

static void in_child(void (*fn)(void))
{
	const long pid = sys_fork();

	if (pid == 0) {
		depth++;
		fn();
		some_calls(below(10));
		sys_exit_group(3);
	}
	remember(pid);
}

static void set_group(void)
{
	const long own = sys_getpid(), child = a_child();
	const long process[] = { 0, own, child }, group[] = { 0, own, child, 1000 + below(100000), -1 };

	call(__NR_setpgid, process[below(3)], group[below(5)], 0, 0);
}

static void work(void)
{
	const uint32_t kind = below(100);

	++*counter;
	if (calls_left)
		calls_left--;
	if (kind < 86 || depth > 2)
		random_call();
	else if (kind < 88)
		set_handler();
	else if (kind < 90)
		set_group();
	else if (kind < 93)
		clone_any();
	else if (kind < 94)
		clone3_any();
	else if (kind < 95 && one_in(4))
		wild();
	else if (kind < 98)
		in_child(wild);
	else
		while (sys_wait4(-1, NULL, WNOHANG) > 0)
			;
}

static void prepare(void)
{
	call(__NR_setpgid, 0, 0, 0, 0); /* or a signal to its group is one to the first process */
	for (int fd = 0; fd < 3; fd++)
		call(__NR_close, fd, 0, 0, 0);
	call(__NR_chdir, (long)"/tmp/~fuzz", 0, 0, 0);
	map(ARENA, ARENA_SIZE, MAP_PRIVATE | MAP_FIXED);
	for (long at = ARENA; at < ARENA + ARENA_SIZE; at += 64)
		*(volatile uint32_t *)at = next();
	for (int i = 0; i < CHILDREN; i++)
		children[i] = sys_getpid();
}

static void worker(int number, uint32_t of_seed, uint32_t serial)
{
	seed(of_seed, serial);
	counter = &shared->calls[number];
	prepare();
	for (calls_left = CALLS_EACH; calls_left;)
		work();
	sys_exit_group(2);
}

/* The program again, after an exec: without what is shared. */
static void worker_again(void)
{
	static volatile uint32_t own;

	counter = &own;
	depth = 2;
	seed((uint32_t)sys_getpid(), (uint32_t)milliseconds());
	prepare();
	some_calls(20);
	sys_exit_group(8);
}

/* ---- what is left ---- */

struct entry {
	uint64_t ino, next;
	uint16_t length;
	uint8_t type;
	char name[];
};

static uint64_t first_ino; /* of what a round makes; what was there before has less */

/* Removes what a round has made below the current directory. */
static void clean_here(void)
{
	static char list[8][1024];
	static int level;
	const long fd = call(__NR_openat, FDCWD, (long)".", 0, 0);
	char *const room = list[level++ & 7];
	long n;

	while ((n = call(__NR_getdents64, fd, (long)room, sizeof(list[0]), 0)) > 0) {
		bool any = false;

		for (long at = 0; at < n; at += ((struct entry *)(room + at))->length) {
			struct entry *const e = (struct entry *)(room + at);

			if (e->ino < first_ino || strcmp(e->name, ".") == 0 || strcmp(e->name, "..") == 0)
				continue;
			any = true;
			if (call(__NR_unlinkat, FDCWD, (long)e->name, 0, 0) == 0)
				continue;
			call(__NR_fchmodat, FDCWD, (long)e->name, 0777, 0);
			check("chdir", call(__NR_chdir, (long)e->name, 0, 0, 0), 0);
			clean_here();
			check("chdir", call(__NR_chdir, (long)"..", 0, 0, 0), 0);
			check("a folder is removed", call(__NR_unlinkat, FDCWD, (long)e->name, REMOVEDIR, 0), 0);
		}
		if (any && !check_failed)
			call(__NR_lseek, fd, 0, 0, 0);
	}
	call(__NR_close, fd, 0, 0, 0);
	level--;
}

static void clean(void)
{
	static const char *const places_of_names[] = { "/tmp", "/dev", "/" };

	for (int i = 0; i < 3; i++) {
		call(__NR_chdir, (long)places_of_names[i], 0, 0, 0);
		clean_here();
	}
}

static void note_first_ino(void)
{
	struct entry *const e = (struct entry *)shared;

	call(__NR_mkdirat, FDCWD, (long)"/tmp/~fuzz", 0777, 0);
	check("getdents64", call(__NR_getdents64, call(__NR_openat, FDCWD, (long)"/tmp/~fuzz", 0, 0), (long)e, 24, 0), 24);
	first_ino = e->ino; /* of "." */
	call(__NR_close, 3, 0, 0, 0);
	clean();
}

/* All other processes are killed until there are none. */
static void sweep(void)
{
	const unsigned long end = milliseconds() + PATIENCE_MS;
	int got = 0;

	for (;;) {
		while ((got = sys_wait4(-1, NULL, WNOHANG)) > 0)
			;
		if (got || milliseconds() > end)
			break;
		for (int pid = 2; pid < TASKS; pid++)
			sys_kill(pid, SIGKILL);
		sys_sched_yield();
	}
	check("all processes end by a kill", got, -KSPAWN_ECHILD);
}

/* ---- rounds ---- */

static uint32_t calls_of_round(void)
{
	uint32_t sum = 0;

	for (int i = 0; i < WORKERS; i++)
		sum += shared->calls[i] <= 8 * CALLS_EACH ? shared->calls[i] : 0; /* unless one has written there */
	return sum;
}

/* Until all have ended, or make no calls for a while. */
static void wait_for_workers(int n)
{
	const long pause[2] = { 0, STALL_NS };

	for (uint32_t before = ~0u; n && calls_of_round() != before;) {
		before = calls_of_round();
		call(__NR_nanosleep, (long)pause, 0, 0, 0);
		while (sys_wait4(-1, NULL, WNOHANG) > 0)
			n--;
	}
}

static uint32_t round_of(uint32_t of_seed, uint32_t serial)
{
	const struct usage before = usage();

	call(__NR_mkdirat, FDCWD, (long)"/tmp/~fuzz", 0777, 0);
	memset(shared, 0, sizeof(*shared));
	for (int i = 0; i < WORKERS; i++) {
		if (sys_fork() == 0)
			worker(i, of_seed, serial + (uint32_t)i);
	}
	wait_for_workers(WORKERS);
	sweep();
	clean();
	if (settling_ms == LOST_MS)
		*(volatile char *)map(0, PAGE, MAP_PRIVATE) = 1;
	check_usage("after a round", before);
	return calls_of_round();
}

/* Returns how many children there can be at once. */
static int room_for_children(void)
{
	int ends[2], n = 0;
	char byte;
	long pid;

	call(__NR_pipe2, (long)ends, 0, 0, 0);
	while ((pid = sys_fork()) > 0)
		n++;
	if (pid == 0) {
		call(__NR_close, ends[1], 0, 0, 0);
		sys_exit_group((int)call(__NR_read, ends[0], (long)&byte, 1, 0));
	}
	call(__NR_close, ends[0], 0, 0, 0);
	call(__NR_close, ends[1], 0, 0, 0);
	while (sys_wait4(-1, NULL, 0) > 0)
		;
	return n;
}

int main(int argc, char **argv, char **envp)
{
	const uint32_t of_seed = argc > 1 ? (uint32_t)number(argv[1]) : 1, wanted = argc > 2 ? (uint32_t)number(argv[2]) : 10000;
	uint32_t done = 0, serial = 0;
	int room;

	(void)envp;
	if (sys_getpid() != 1)
		worker_again();
	if (argc > 3)
		settling_ms = LOST_MS;
	print("fuzz: seed %u, %u calls\n", of_seed, wanted);
	shared = (void *)map(0x28000000, PAGE, MAP_SHARED | MAP_FIXED);
	note_first_ino();
	room = room_for_children();
	settle();
	for (; done < wanted && !check_failed; serial += WORKERS)
		done += round_of(of_seed, serial);
	if (!check_failed)
		check("room for children", room_for_children(), room);
	print("fuzz: seed %u: %u calls by %u processes, %d children at once\n", of_seed, done, serial, room);
	return check_end();
}
