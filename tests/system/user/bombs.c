/* tests/system/user/bombs.c: programs that take all there is, of processes, memory and files
 *
 * Each bomb is the child of a child, so that its first victim is never the task that counts. */
#include "system.h"

const char *const check_name = "bombs";

enum { GROUP = 0, CHILDREN_LEAST = 100, BIG = 1 << 28, TOUCHERS = 4 };

/* Memory that a bomb and its parent share. */
struct memory {
	int stop, forks, refused, wrong;
};
static struct memory *shared;

static void note_refusal(long err)
{
	const bool right = err == -KSPAWN_EAGAIN || err == -KSPAWN_ENOMEM;

	__atomic_fetch_add(right ? &shared->refused : &shared->wrong, 1, __ATOMIC_RELAXED);
}

/* ---- a process that forks ---- */

/* Children wait for the end of a pipe, until it refuses to give one more. */
static int fork_all(long unused)
{
	int ends[2], status, n = 0;
	long pid;
	char byte;

	(void)unused;
	check("pipe2", call(__NR_pipe2, (long)ends, 0, 0, 0), 0);
	while ((pid = sys_fork()) > 0)
		n++;
	if (pid == 0) {
		call(__NR_close, ends[1], 0, 0, 0);
		sys_exit_group((int)call(__NR_read, ends[0], (long)&byte, 1, 0));
	}
	note_refusal(pid);
	call(__NR_close, ends[1], 0, 0, 0);
	for (shared->forks = 0; sys_wait4(-1, &status, 0) > 0; shared->forks++)
		check("a child of the bomb", status, EXITED(0));
	check("children", shared->forks, n);
	return check_failed != 0;
}

/* ---- a process that forks, and so do its children ---- */

static int multiply(long unused)
{
	int children = 0, status;
	long pid;

	(void)unused;
	while (!__atomic_load_n(&shared->stop, __ATOMIC_ACQUIRE) && (pid = sys_fork()) >= 0) {
		if (pid > 0) {
			children++;
			__atomic_fetch_add(&shared->forks, 1, __ATOMIC_RELAXED);
		} else {
			children = 0;
		}
	}
	if (!__atomic_exchange_n(&shared->stop, 1, __ATOMIC_ACQ_REL))
		note_refusal(pid);
	while (children--) {
		if (sys_wait4(-1, &status, 0) < 0 || status)
			return 1;
	}
	return 0;
}

/* Never stops, and waits for no child. */
static int multiply_for_ever(long unused)
{
	(void)unused;
	check("setpgid", call(__NR_setpgid, GROUP, GROUP, 0, 0), 0);
	while (!__atomic_load_n(&shared->wrong, __ATOMIC_RELAXED)) {
		const long pid = sys_fork();

		if (pid > 0)
			__atomic_fetch_add(&shared->forks, 1, __ATOMIC_RELAXED);
		if (pid < 0) {
			note_refusal(pid);
			sys_sched_yield();
		}
	}
	return 1;
}

/* Orphans come to the first process, which may be this one. */
static void end_group(int pgid)
{
	const unsigned long end = milliseconds() + PATIENCE_MS;

	while (sys_kill(-pgid, SIGKILL) != -KSPAWN_ESRCH && milliseconds() < end) {
		while (sys_wait4(-1, NULL, WNOHANG) > 0)
			;
		sys_sched_yield();
	}
	check("a member of the group is left", sys_kill(-pgid, 0), -KSPAWN_ESRCH);
	while (sys_wait4(-1, NULL, 0) > 0)
		;
}

static void endless_bomb(void)
{
	const int pgid = fork_run(multiply_for_ever, 0);
	const unsigned long end = milliseconds() + PATIENCE_MS;

	while (__atomic_load_n(&shared->refused, __ATOMIC_ACQUIRE) < CHILDREN_LEAST && milliseconds() < end)
		sys_sched_yield();
	end_group(pgid);
}

static void reset(void) { shared->stop = shared->forks = shared->refused = shared->wrong = 0; }

static void check_bomb(const char *what, int least)
{
	check("it was refused", shared->refused > 0, 1);
	check("refused in another way", shared->wrong, 0);
	check("as many as there are", shared->forks >= least, 1);
	print("bombs: %s: %d children\n", what, shared->forks);
	reset();
}

static void forks(void)
{
	struct usage before;
	int first;

	check_run("a bomb", fork_all, 0, EXITED(0));
	first = shared->forks;
	check_bomb("a bomb", CHILDREN_LEAST);
	check_run("children that fork", multiply, 0, EXITED(0));
	check_bomb("children that fork", first - 10);
	before = usage();
	endless_bomb();
	check_bomb("endless forks", first / 2);
	check_alive("after endless forks");
	check_usage("after endless forks", before);
	check_run("a bomb", fork_all, 0, EXITED(0));
	check("children the second time", shared->forks, first);
	check_bomb("a bomb again", CHILDREN_LEAST);
}

/* ---- memory ---- */

/* A page that was shared by fork takes memory too: the waiting process gets its own first. */
static int touch(long unused)
{
	(void)unused;
	yield_long();
	for (;;) {
		const long at = map(0, BIG, MAP_PRIVATE);

		if (at < 0)
			return 1;
		for (long page = at; page < at + BIG; page += PAGE)
			*(volatile char *)page = 1;
	}
}

/* When there is no memory left, each process is killed for the page that it writes. */
static int touch_together(long unused)
{
	int pids[TOUCHERS];

	(void)unused;
	for (int i = 0; i < TOUCHERS; i++)
		pids[i] = fork_run(touch, 0);
	settle();
	for (int i = 0; i < TOUCHERS; i++)
		check_child("one of many that take memory", pids[i], KILLED(SIGKILL));
	return check_failed != 0;
}

/* The kernel's own writing to a program's memory ends with an error. */
static int fill(long unused)
{
	const long zero = call(__NR_openat, -100, (long)"/dev/zero", 0, 0), at = map(0, BIG, MAP_PRIVATE);

	(void)unused;
	yield_long();
	settle();
	check("read", call(__NR_read, zero, at, BIG, 0) > PAGE, 1);
	return check_failed != 0;
}

static int share(long unused)
{
	(void)unused;
	check("mmap", map(0, BIG, MAP_SHARED), -KSPAWN_ENOMEM);
	check_alive("after a mapping that was refused");
	return check_failed != 0;
}

static void memory(void)
{
	check_run("touch", touch, 0, KILLED(SIGKILL));
	check_run("touch together", touch_together, 0, EXITED(0));
	check_run("read into all of it", fill, 0, EXITED(0));
	check_run("share", share, 0, EXITED(0));
}

/* ---- files ---- */

static void name(char *path, int n)
{
	memcpy(path, "/tmp/bomb", 9);
	path[9] = (char)('a' + n / 26);
	path[10] = (char)('a' + n % 26);
	path[11] = '\0';
}

static int write_all(long unused)
{
	static char piece[16 * PAGE];
	char path[16];
	long fd, n = 0;
	int files = 0;

	(void)unused;
	for (; files < 26 * 26 && n >= 0; files++) {
		name(path, files);
		fd = call(__NR_openat, -100, (long)path, O_CREAT | O_RDWR, 0600);
		if (fd < 0)
			break;
		while ((n = sys_write((int)fd, piece, sizeof(piece))) > 0 && call(__NR_lseek, fd, 0, 1, 0) < (2 << 20))
			;
		call(__NR_close, fd, 0, 0, 0);
	}
	for (int i = 0; i < files; i++) {
		name(path, i);
		check("unlinkat", call(__NR_unlinkat, -100, (long)path, 0, 0), 0);
	}
	check("many files", files > 4, 1);
	return check_failed != 0;
}

static int open_all(long unused)
{
	int ends[2], n = 0;
	long err;

	(void)unused;
	while ((err = call(__NR_pipe2, (long)ends, 0, 0, 0)) == 0)
		n += 2;
	check("pipe2", err, -24 /* EMFILE */);
	check("many pipes", n > 20, 1);
	return check_failed != 0;
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	shared = (void *)map(0, PAGE, MAP_SHARED);
	reset();
	forks();
	memory();
	check_run("files", write_all, 0, EXITED(0));
	check_run("numbers of files", open_all, 0, EXITED(0));
	return child_runs_end();
}
