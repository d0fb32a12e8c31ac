/* tests/system/user/shared_fs.c: threads share a working directory and a umask (CLONE_FS)
 *
 * shared_fs N    each N times */
#include "system.h"

const char *const check_name = "shared_fs";

enum { STACK = 8192, THREADS = 3, FDCWD = -100, REMOVEDIR = 0x200, NAMES = 4, UMASKS = 200 };

static char stacks[THREADS][STACK] __attribute__((aligned(16)));
static int at_work, ended;
static int rounds;

static void start_all(int (*fn)(void *))
{
	at_work = ended = 0;
	for (long i = 0; i < THREADS; i++)
		check("clone", sys_thread(SAME_PROCESS, stacks[i] + STACK, fn, (void *)i, NULL, NULL, NULL) > 0, 1);
}

static void await(const int *count, int n)
{
	while (__atomic_load_n(count, __ATOMIC_ACQUIRE) < n)
		sys_sched_yield();
}

/* ---- a directory that is removed while another thread looks up names in it ---- */

/* A short name whose way is long: while one thread is on it, the others wait for the lock of the tree. */
static void make_long_way(void)
{
	static char target[1001];

	for (size_t i = 0; i < sizeof(target) - 1; i++)
		target[i] = i % 2 ? '/' : '.';
	check("symlinkat", call(__NR_symlinkat, (long)target, FDCWD, (long)"/tmp/long", 0), 0);
}

static int looks(void *unused)
{
	(void)unused;
	while (!__atomic_load_n(&ended, __ATOMIC_ACQUIRE)) {
		__atomic_fetch_add(&at_work, 1, __ATOMIC_RELEASE);
		check("faccessat", call(__NR_faccessat, FDCWD, (long)"../long/none", 0, 0), -KSPAWN_ENOENT);
	}
	sys_exit(0);
}

/* Takes what the directory had in the kernel's heap. */
static void reuse_heap(void)
{
	static char target[101], name[] = "/tmp/s0";

	memset(target, 'A', sizeof(target) - 1);
	for (int i = 0; i < NAMES; i++) {
		name[6] = (char)('0' + i);
		check("symlinkat", call(__NR_symlinkat, (long)target, FDCWD, (long)name, 0), 0);
	}
	for (int i = 0; i < NAMES; i++) {
		name[6] = (char)('0' + i);
		check("unlinkat", call(__NR_unlinkat, FDCWD, (long)name, 0, 0), 0);
	}
}

static int leaves_directories(long unused)
{
	(void)unused;
	make_long_way();
	start_all(looks);
	for (int i = 0; i < rounds; i++) {
		check("mkdirat", call(__NR_mkdirat, FDCWD, (long)"/tmp/x", 0777, 0), 0);
		check("chdir", call(__NR_chdir, (long)"/tmp/x", 0, 0, 0), 0);
		check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/x", REMOVEDIR, 0), 0);
		await(&at_work, at_work + 2 * THREADS);
		check("chdir", call(__NR_chdir, (long)"/", 0, 0, 0), 0); /* nothing else holds /tmp/x */
		reuse_heap();
	}
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/long", 0, 0), 0);
	__atomic_store_n(&ended, 1, __ATOMIC_RELEASE);
	sys_exit_group(check_failed != 0);
}

/* ---- a umask that each call returns to exactly one ---- */

static int returned[01000];

static int sets_umask(void *which)
{
	const long mine = (long)which + 1;

	__atomic_fetch_add(&at_work, 1, __ATOMIC_RELEASE);
	await(&at_work, THREADS);
	for (int i = 0; i < UMASKS * rounds; i++)
		__atomic_fetch_add(&returned[call(__NR_umask, mine, 0, 0, 0) & 0777], 1, __ATOMIC_RELAXED);
	__atomic_fetch_add(&ended, 1, __ATOMIC_RELEASE);
	sys_exit(0);
}

static int exchanges_umasks(long unused)
{
	(void)unused;
	call(__NR_umask, 0777, 0, 0, 0);
	start_all(sets_umask);
	await(&ended, THREADS);
	returned[call(__NR_umask, 0, 0, 0, 0)]++;
	check("the first umask is returned once", returned[0777], 1);
	for (int mine = 1; mine <= THREADS; mine++)
		check("each umask is returned as often as it was set", returned[mine], UMASKS * rounds);
	sys_exit_group(check_failed != 0);
}

int main(int argc, char **argv, char **envp)
{
	rounds = argc == 2 ? number(argv[1]) : 20;
	(void)envp;
	be_good(argc, argv);
	settle();
	check_run("a working directory is removed while threads use it", leaves_directories, 0, EXITED(0));
	check_run("threads exchange a umask", exchanges_umasks, 0, EXITED(0));
	return child_runs_end();
}
