/* tests/system/user/killed_calls.c: a long system call ends at a signal that ends its program
 *
 * Each child makes one call that works through much; it is killed when it has begun, and must not have come to the end.
 * On one processor: there a tick lets the parent look before the child has done much. */
#include "system.h"

#include <linux/uio.h>

#include "frames.h"

const char *const check_name = "killed_calls";

enum { FDCWD = -100, MEBI = 1 << 20, SIZE = 32 * MEBI, LAST = SIZE - sizeof(long), SHARED_SIZE = 48 * MEBI, PARTS = 16 };
enum { ENTRIES = 2000, REMOVEDIR = 0x200, LINKS_MAX = 40, COMPONENTS = 100, NESTED = 8 };

static char *shared; /* SIZE bytes, which the parent sees */

static long open_path(const char *path, int flags) { return call(__NR_openat, FDCWD, (long)path, flags, 0600); }

/* ---- calls that fill `shared` ---- */

static int gets_random(long n) { return call(__NR_getrandom, (long)shared, n, 0, 0) == n; }
static int reads(long n) { return call(__NR_read, open_path("/dev/zero", 0), (long)shared, n, 0) == n; }
static int reads_at(long n) { return call(__NR_pread64, open_path("/dev/zero", 0), (long)shared, n, 0) == n; }

static int reads_parts(long n)
{
	struct iovec part[PARTS];

	for (int i = 0; i < PARTS; i++)
		part[i] = (struct iovec){ .iov_base = shared + i * (n / PARTS), .iov_len = (size_t)n / PARTS };
	return call(__NR_readv, open_path("/dev/zero", 0), (long)part, PARTS, 0) == n;
}

static int lists(long n) { return call(__NR_getdents64, open_path("/tmp/many", O_DIRECTORY), (long)shared, n, 0) > 0; }

/* `last` is the place of a word near the end of what the whole call changes. */
static void check_filled(const char *what, int (*fn)(long), long n, long last, int sig)
{
	volatile long *begin = (volatile long *)shared, *end = (volatile long *)(shared + last);
	int pid;

	*begin = *end = 1;
	pid = fork_run(fn, n);
	while (*begin == 1)
		sys_sched_yield();
	sys_kill(pid, sig);
	check_child(what, pid, KILLED(sig));
	check(titled(what, "it has not come to the end"), *end, 1);
}

static void name_entry(char *name, int i)
{
	for (int at = 3; at >= 0; at--, i /= 10)
		name[at] = (char)('0' + i % 10);
}

static void change_entries(long nr, long a2)
{
	char name[] = "/tmp/many/0000";

	for (int i = 0; i < ENTRIES; i++) {
		name_entry(name + 10, nr == __NR_mkdirat ? i : ENTRIES - 1 - i);
		check("an entry", call(nr, FDCWD, (long)name, a2, 0), 0);
	}
}

static void make_many(void)
{
	check("mkdirat", call(__NR_mkdirat, FDCWD, (long)"/tmp/many", 0755, 0), 0);
	change_entries(__NR_mkdirat, 0755);
}

static void remove_many(void)
{
	change_entries(__NR_unlinkat, REMOVEDIR);
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/many", REMOVEDIR, 0), 0);
}

static void fills(void)
{
	static const int signals[] = { SIGKILL, SIGTERM };

	for (int i = 0; i < 2; i++) {
		check_filled("getrandom", gets_random, SIZE, LAST, signals[i]);
		check_filled("read", reads, SIZE, LAST, signals[i]);
		check_filled("pread64", reads_at, SIZE, LAST, signals[i]);
		check_filled("readv", reads_parts, SIZE, LAST, signals[i]);
	}
	make_many();
	check_filled("getdents64", lists, 64 * ENTRIES, 24 * (ENTRIES - 2), SIGKILL);
	remove_many();
}

/* ---- mmap of pages that must be there at once ---- */

static int maps(long unused)
{
	(void)unused;
	return map(0, SHARED_SIZE, MAP_SHARED) > 0;
}

static unsigned long free_memory(void)
{
	struct sysinfo info = { 0 };

	call(__NR_sysinfo, (long)&info, 0, 0, 0);
	return info.freeram;
}

static void populates(void)
{
	const unsigned long before = free_memory();
	const int pid = fork_run(maps, 0);
	unsigned long least = before, now;
	int status = -1;

	while (before - free_memory() < 256)
		sys_sched_yield();
	sys_kill(pid, SIGKILL);
	while (sys_wait4(pid, &status, WNOHANG) == 0) {
		now = free_memory();
		least = now < least ? now : least;
		sys_sched_yield();
	}
	check("mmap", STATUS(status), KILLED(SIGKILL));
	check("mmap: it has not come to the end", before - least < SHARED_SIZE / PAGE * 3 / 4, 1);
}

/* ---- a signal with a handler ends what has no end of its own, with what was done ---- */

static void handler(int sig, void *info, void *context) { (void)sig, (void)info, (void)context; }

static int reads_in_part(long n)
{
	const struct action action = { .handler = handler };
	long got;

	call(__NR_rt_sigaction, SIGUSR1, (long)&action, 0, SIGNAL_SET);
	got = call(__NR_read, open_path("/dev/zero", 0), (long)shared, n, 0);
	check("read: what was read until a signal", got > 0 && got < n, 1);
	got = call(__NR_getrandom, (long)shared + n, n, 0, 0);
	check("getrandom: what was made until a signal", got >= PAGE && got < n, 1);
	return check_failed != 0;
}

static void handles(void)
{
	volatile long *begin = (volatile long *)shared, *middle = (volatile long *)(shared + SIZE / 2);
	int pid;

	*begin = *middle = 1;
	pid = fork_run(reads_in_part, SIZE / 2);
	while (*begin == 1)
		sys_sched_yield();
	sys_kill(pid, SIGUSR1);
	while (*middle == 1)
		sys_sched_yield();
	sys_kill(pid, SIGUSR1);
	check_child("a handler", pid, EXITED(0));
}

/* ---- links that lead to links ---- */

static void name_link(char *name, int i)
{
	name[6] = (char)('0' + i / 10);
	name[7] = (char)('0' + i % 10);
}

static void unlink_links(int n)
{
	char name[] = "/tmp/l00";

	for (int i = 1; i <= n; i++) {
		name_link(name, i);
		check("unlinkat", call(__NR_unlinkat, FDCWD, (long)name, 0, 0), 0);
	}
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/l00", REMOVEDIR, 0), 0);
}

/* Each leads to the one before. */
static void follows(void)
{
	char name[] = "/tmp/l00", before[] = "/tmp/l00";

	check("mkdirat", call(__NR_mkdirat, FDCWD, (long)name, 0755, 0), 0);
	for (int i = 1; i <= LINKS_MAX + 1; i++) {
		name_link(name, i);
		name_link(before, i - 1);
		check("a link", call(__NR_symlinkat, (long)before, FDCWD, (long)name, 0), 0);
	}
	check("as many links as there may be", call(__NR_close, open_path("/tmp/l40", 0), 0, 0, 0), 0);
	check("and on their way", call(__NR_faccessat, FDCWD, (long)"/tmp/l40/..", 0, 0), 0);
	check("one more", open_path("/tmp/l41", 0), -KSPAWN_ELOOP);
	check("and on its way", call(__NR_faccessat, FDCWD, (long)"/tmp/l41/..", 0, 0), -KSPAWN_ELOOP);
	unlink_links(LINKS_MAX + 1);
}

/* Names in a row multiply with each link: /tmp/l00/../l00/../... */
static void multiplies(void)
{
	static char target[COMPONENTS * 10];
	char name[] = "/tmp/l00";

	check("mkdirat", call(__NR_mkdirat, FDCWD, (long)name, 0755, 0), 0);
	for (int i = 1; i <= NESTED; i++) {
		size_t n = 5;

		memcpy(target, "/tmp/", 5);
		for (int k = 0; k < COMPONENTS; k++, n += 7) {
			name_link(name, i - 1);
			memcpy(target + n, name + 5, 3);
			memcpy(target + n + 3, "/../", 4);
		}
		target[n - 4] = '\0';
		name_link(name, i);
		check("a link", call(__NR_symlinkat, (long)target, FDCWD, (long)name, 0), 0);
	}
	check("links that multiply", call(__NR_faccessat, FDCWD, (long)name, 0, 0), -KSPAWN_ELOOP);
	unlink_links(NESTED);
}

int main(int argc, char **argv, char **envp)
{
	struct usage before;

	(void)envp;
	be_good(argc, argv);
	shared = (char *)map(0, SIZE, MAP_SHARED);
	settle();
	before = usage();
	fills();
	populates();
	handles();
	follows();
	multiplies();
	check_usage("after all", before);
	return child_runs_end();
}
