/* tests/system/user/rights.c: what a program may do with a page, for each of the eight rights of mmap and mprotect
 *
 * rights [older]    older: a processor of MIPS without RI and XI
 *
 * Each access is made by a child, whose end says whether it was allowed. */
#include "system.h"

#include "frames.h"

const char *const check_name = "rights";

enum { R = PROT_READ, W = PROT_WRITE, X = PROT_EXEC, RW = R | W, RX = R | X, RWX = RW | X };
enum { RIGHTS = 8, SIZE = 2 * PAGE, FDCWD = -100 }; /* two pages: MIPS has them in pairs */
#define AT 0x20000000l

/* The eight rights as Linux gives them on most machines, and on an older processor. */
#ifndef GIVEN
#define GIVEN 0, R, RW, RW, RX, RX, RWX, RWX
#endif
#ifndef GIVEN_BY_OLDER
#define GIVEN_BY_OLDER GIVEN
#endif

static const int given_here[RIGHTS] = { GIVEN }, given_older[RIGHTS] = { GIVEN_BY_OLDER };
static const int *given = given_here;
static const unsigned code[] = { RETURN_WORDS };
static const char *const names[RIGHTS] = { "---", "r--", "-w-", "rw-", "--x", "r-x", "-wx", "rwx" };

/* ---- accesses: 0, or how the kernel refuses; a program that may not do it ends by SIGSEGV ---- */

static int reads(long at) { return *(volatile unsigned *)at != code[0]; }
static int writes(long at) { return *(volatile unsigned *)at = code[0], 0; }
static int runs(long at) { return ((void (*)(void))at)(), 0; }

static int through(const char *path, int flags, long nr, long at)
{
	const long fd = call(__NR_openat, FDCWD, (long)path, flags, 0600), done = call(nr, fd, at, sizeof(code), 0);

	call(__NR_close, fd, 0, 0, 0);
	return done == (long)sizeof(code) ? 0 : done == -KSPAWN_EFAULT ? SIGSEGV : 1;
}

static int kernel_reads(long at) { return through("/tmp/rights.out", O_CREAT | O_RDWR, KSPAWN_NR_write, at); }
static int kernel_writes(long at) { return through("/tmp/rights", 0, __NR_read, at); }

static const struct access {
	const char *name;
	int (*fn)(long), right;
	bool by_kernel;
} accesses[] = {
	{ "read", reads, R, false },
	{ "write", writes, W, false },
	{ "run", runs, X, false },
	{ "write(2) from it", kernel_reads, R, true },
	{ "read(2) into it", kernel_writes, W, true },
};
enum { ACCESSES = sizeof(accesses) / sizeof(*accesses) };

static int refusal(const struct access *a) { return a->by_kernel ? EXITED(SIGSEGV) : KILLED(SIGSEGV); }

/* What is allowed, so that it is in the TLB. */
static void use(long at, int rights)
{
	for (int i = 0; i < ACCESSES; i++) {
		if (given[rights] & accesses[i].right)
			check(accesses[i].name, accesses[i].fn(at), 0);
	}
}

/* ---- the pages ---- */

static void fill(long at)
{
	memcpy((void *)at, code, sizeof(code));
	memcpy((void *)(at + PAGE), code, sizeof(code));
}

static void protect(long at, int rights) { check("mprotect", call(__NR_mprotect, at, SIZE, rights, 0), 0); }

static void unmap(long at) { check("munmap", call(__NR_munmap, at, SIZE, 0, 0), 0); }

static void make_written(int rights)
{
	map(AT, SIZE, MAP_PRIVATE | MAP_FIXED);
	fill(AT);
	protect(AT, rights);
}

static void make_shared(int rights)
{
	map_as(AT, SIZE, rights, MAP_SHARED | MAP_FIXED | MAP_ANONYMOUS, -1);
	protect(AT, RW);
	fill(AT);
	protect(AT, rights);
}

/* Not touched before the access. */
static void make_of_file(int rights)
{
	const long fd = call(__NR_openat, FDCWD, (long)"/tmp/rights", 0, 0);

	check("mmap", map_as(AT, SIZE, rights, MAP_PRIVATE | MAP_FIXED, (int)fd), AT);
	call(__NR_close, fd, 0, 0, 0);
}

static const struct {
	const char *name;
	void (*make)(int rights);
} pages[] = { { "written before", make_written }, { "shared", make_shared }, { "of a file", make_of_file } };
enum { PAGES = sizeof(pages) / sizeof(*pages) };

/* ---- one trial: a page, what happens to it, an access ---- */

static struct {
	int page, from, to, access;
} trial;

static int try_access(long at) { return check_failed ? 1 : accesses[trial.access].fn(at + (trial.page & 1) * PAGE); }

static void check_access(const char *what, int (*fn)(long), int rights)
{
	const struct access *a = &accesses[trial.access];
	const int want = given[rights] & a->right ? EXITED(0) : refusal(a), failed = check_failed;

	check_failed = 0; /* the child's own */
	check_status(what, fork_run(fn, 0), want);
	if (check_failed)
		print("rights: %s: %s, %s, then %s: %s\n", what, pages[trial.page].name, names[trial.from], names[trial.to],
		      a->name);
	check_failed += failed;
}

static int changed(long unused)
{
	(void)unused;
	pages[trial.page].make(trial.from);
	if (trial.to != trial.from) {
		use(AT, trial.from);
		protect(AT, trial.to);
	}
	return try_access(AT);
}

static int unmapped(long unused)
{
	(void)unused;
	pages[trial.page].make(trial.from);
	use(AT, trial.from);
	unmap(AT);
	return try_access(AT);
}

static void with_each_access(const char *what, int (*fn)(long), int rights)
{
	for (trial.access = 0; trial.access < ACCESSES; trial.access++)
		check_access(what, fn, rights);
}

static void changes(void)
{
	for (trial.from = 0; trial.from < RIGHTS; trial.from++) {
		for (trial.to = 0; trial.to < RIGHTS; trial.to++)
			with_each_access("mprotect", changed, trial.to);
		with_each_access("munmap", unmapped, 0);
	}
}

/* ---- fork: the child has the rights of the parent, whose rights stay ---- */

static int inherited(long unused)
{
	(void)unused;
	return try_access(AT);
}

/* In a child: a page of its own that its children have too. */
static int forked(long unused)
{
	(void)unused;
	pages[trial.page].make(trial.from);
	use(AT, trial.from);
	with_each_access("fork", inherited, trial.from);
	for (trial.to = 0; trial.to < RIGHTS; trial.to++) {
		if (fork_run(changed, 0))
			sys_wait4(-1, NULL, 0);
	}
	trial.to = trial.from;
	with_each_access("after a child's mprotect", inherited, trial.from);
	use(AT, trial.from);
	return check_failed != 0;
}

/* ---- exec: the program that comes has nothing at that address ---- */

static int executed(long unused)
{
	const char digit[] = { (char)('0' + trial.access), '\0' };
	const char *const argv[] = { check_name, "look", digit, NULL }, *const envp[] = { NULL };

	(void)unused;
	make_written(trial.from);
	use(AT, trial.from);
	sys_execve(this_program(), argv, envp);
	return 127;
}

/* ---- a neighbour, which uses its page all the time, and another that has none there, or its own ---- */

static void again(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	sys_sched_yield();
}

/* The access that its rights do not allow is repeated after each signal, so that the page comes to the TLB all the same. */
static int uses_always(long unused)
{
	const struct action action = { .handler = again };

	(void)unused;
	call(__NR_rt_sigaction, SIGSEGV, (long)&action, 0, SIGNAL_SET);
	make_written(trial.from);
	while (!check_failed) {
		use(AT, trial.from);
		use(AT + PAGE, trial.from);
		if (!given[trial.from])
			reads(AT);
		sys_sched_yield();
	}
	return 1;
}

static int has_none(long unused)
{
	(void)unused;
	yield_long();
	return try_access(AT);
}

static int has_its_own(long unused)
{
	(void)unused;
	map(AT, SIZE, MAP_PRIVATE | MAP_FIXED);
	for (int i = 0; i < 20; i++) {
		if (*(volatile unsigned *)AT || *(volatile unsigned *)(AT + PAGE))
			return 1;
		sys_sched_yield();
	}
	*(volatile unsigned *)AT = *(volatile unsigned *)(AT + PAGE) = ~code[0];
	for (int i = 0; i < 20; i++) {
		if (*(volatile unsigned *)AT != ~code[0])
			return 2;
		sys_sched_yield();
	}
	return 0;
}

static void neighbours(void)
{
	const int pid = fork_run(uses_always, 0);

	yield_long();
	with_each_access("a neighbour without a page", has_none, 0);
	check_child("a neighbour with its own page", fork_run(has_its_own, 0), EXITED(0));
	sys_kill(pid, SIGKILL);
	check_child("the task that uses its page", pid, KILLED(SIGKILL));
}

/* ---- frames of freed pages are reused, and nothing of the old contents is read ---- */

static int reused(long unused)
{
	static char secret[SIZE];

	(void)unused;
	pages[trial.page].make(trial.from);
	use(AT, trial.from);
	unmap(AT);
	memset(secret, 0x5a, sizeof(secret));
	return try_access(AT);
}

int main(int argc, char **argv, char **envp)
{
	struct usage before;
	long fd;

	(void)envp;
	if (argc == 3)
		return trial.access = number(argv[2]), try_access(AT);
	if (argc == 2)
		given = given_older;
	fd = call(__NR_openat, FDCWD, (long)"/tmp/rights", O_CREAT | O_RDWR, 0600);
	check("a file", sys_write((int)fd, code, sizeof(code)), sizeof(code));
	call(__NR_lseek, fd, PAGE, 0, 0);
	check("a file", sys_write((int)fd, code, sizeof(code)), sizeof(code));
	kernel_reads((long)code);
	settle();
	before = usage();
	for (trial.page = 0; trial.page < PAGES; trial.page++) {
		changes();
		for (trial.from = 0; trial.from < RIGHTS; trial.from++) {
			trial.to = trial.from;
			check_child("fork", fork_run(forked, 0), EXITED(0));
			with_each_access("frames of others", reused, 0);
		}
	}
	trial.page = 0;
	for (trial.from = 0; trial.from < RIGHTS; trial.from++) {
		trial.to = trial.from;
		with_each_access("exec", executed, 0);
		neighbours();
	}
	check_usage("after all", before);
	check_childless("all children were waited for");
	return check_end();
}
