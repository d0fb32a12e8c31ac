/* tests/system/user/out_of_memory.c: every call that takes memory, with none, with one page, and so on */
#include "system.h"

const char *const check_name = "out_of_memory";

enum { CRUMBS = 80, FDCWD = -100 };

static const char *const argv[] = { "/out_of_memory", "end", NULL }, *const none[] = { NULL };
static long crumbs[CRUMBS];
static int succeeded;

static void note(const char *what, long result, long otherwise)
{
	if (result >= 0)
		succeeded++;
	else if (result != -KSPAWN_ENOMEM)
		check(what, result, otherwise);
}

/* A child that was created without memory for the pages that it writes to is killed. */
static void check_victim(const char *what, long pid, int want)
{
	int status = -1;

	if (pid < 0)
		return;
	check(what, sys_wait4((int)pid, &status, 0), pid);
	if (status != KILLED(SIGKILL))
		check(what, status, want);
}

/* ---- the calls; their caller must not share its pages, or writing to one takes memory ---- */

static void try_fork(void)
{
	const long pid = sys_clone(CLONE_VFORK | SIGCHLD, NULL, NULL, NULL);

	if (pid == 0)
		sys_exit_group(3);
	note("fork", pid, -KSPAWN_EAGAIN);
	check_victim("fork", pid, EXITED(3));
}

static void try_exec(void)
{
	const long pid = sys_vfork();

	if (pid == 0) {
		sys_execve(this_program(), argv, none);
		sys_exit_group(3);
	}
	note("vfork", pid, -KSPAWN_EAGAIN);
	check_victim("execve", pid, EXITED(3));
}

static void try_pipes(void)
{
	int ends[8][2], n = 0;
	long err = 0;

	while (n < 8 && (err = call(__NR_pipe2, (long)ends[n], 0, 0, 0)) == 0)
		n++;
	note("pipe2", err, -23 /* ENFILE */);
	while (n--) {
		call(__NR_close, ends[n][0], 0, 0, 0);
		call(__NR_close, ends[n][1], 0, 0, 0);
	}
}

static void try_files(void)
{
	const long fd = call(__NR_openat, FDCWD, (long)"/tmp/starve", O_CREAT | O_RDWR, 0600);

	if (fd != -28 /* ENOSPC */)
		note("openat", fd, -23 /* ENFILE */);
	if (fd >= 0) {
		note("write", sys_write((int)fd, argv, 8), -28);
		call(__NR_close, fd, 0, 0, 0);
	}
	note("mkdirat", call(__NR_mkdirat, FDCWD, (long)"/tmp/starved", 0700, 0), -28);
	call(__NR_unlinkat, FDCWD, (long)"/tmp/starved", 0x200 /* AT_REMOVEDIR */, 0);
	call(__NR_unlinkat, FDCWD, (long)"/tmp/starve", 0, 0);
}

static void try_maps(void)
{
	const long at = map(0, 8ul * PAGE, MAP_SHARED), lone = map(0, PAGE, MAP_PRIVATE);

	note("mmap", at, -KSPAWN_ENOMEM);
	note("mmap", lone, -KSPAWN_ENOMEM);
	if (at > 0) {
		note("mprotect", call(__NR_mprotect, at + PAGE, PAGE, 0, 0), -KSPAWN_ENOMEM);
		call(__NR_munmap, at, 8l * PAGE, 0, 0);
	}
	if (lone > 0)
		call(__NR_munmap, lone, PAGE, 0, 0);
}

/* Removed while there is memory, whatever has happened above. */
static void clean(void)
{
	call(__NR_unlinkat, FDCWD, (long)"/tmp/starved", 0x200, 0);
	call(__NR_unlinkat, FDCWD, (long)"/tmp/starve", 0, 0);
}

/* ---- the memory, of which the last pages are areas of their own, so that freeing one takes none ---- */

static void eat(void)
{
	const unsigned long big = 1ul << 28;
	const long zero = call(__NR_openat, FDCWD, (long)"/dev/zero", 0, 0);
	long at;

	for (int i = 0; i < CRUMBS; i++) {
		crumbs[i] = map(0, PAGE, MAP_PRIVATE);
		*(volatile char *)crumbs[i] = 1;
	}
	at = map(0, big, MAP_PRIVATE);
	settle();
	check("all memory", call(__NR_read, zero, at, (long)big, 0) > PAGE, 1);
	call(__NR_close, zero, 0, 0, 0);
}

static int starve(long unused)
{
	static void (*const tries[])(void) = { try_fork, try_exec, try_pipes, try_files, try_maps };
	int before = 0;

	(void)unused;
	yield_long();
	eat();
	for (int i = 0; i < CRUMBS; i++) {
		before = succeeded;
		for (size_t n = 0; n < sizeof(tries) / sizeof(*tries); n++)
			tries[n]();
		if (i == 0)
			check("everything works without memory", succeeded - before >= 7, 0);
		check("munmap", call(__NR_munmap, crumbs[i], PAGE, 0, 0), 0);
	}
	check("everything works in the end", succeeded - before >= 7, 1);
	clean();
	return check_failed != 0;
}

int main(int argc, char **argv_of_main, char **envp)
{
	(void)envp;
	be_good(argc, argv_of_main);
	if (argc == 2)
		return 3;
	settle();
	check_run("starve", starve, 0, EXITED(0));
	check_run("starve again", starve, 0, EXITED(0));
	return child_runs_end();
}
