/* tests/system/user/bad_arguments.c: numbers that no call expects, and removed directories */
#include "system.h"

const char *const check_name = "bad_arguments";

enum { FDCWD = -100, REMOVEDIR = 0x200, MOST = 0x7fffffff };

/* On a machine of 32 bits the lower half of each. */
/* clang-format off */
static const uint64_t extremes[] = {
	0, 1, 2, 63, 64, 65, 0x7f, 0x80, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x7fffffffffffffff,
	0x8000000000000000, -2ull, -1ull,
};
/* clang-format on */

enum { EXTREMES = sizeof(extremes) / sizeof(*extremes), CALLS = 600, ARGUMENTS = 6 };

/* Calls that end or stop their caller, take its memory, or are meant to end others. */
static bool is_meant(long nr)
{
	return nr == KSPAWN_NR_exit || nr == KSPAWN_NR_exit_group || nr == __NR_rt_sigreturn || nr == __NR_kill ||
	       nr == __NR_tkill || nr == __NR_tgkill || nr == __NR_rt_sigqueueinfo || nr == __NR_rt_tgsigqueueinfo ||
	       nr == __NR_rt_sigsuspend || nr == KSPAWN_NR_pause || nr == __NR_ppoll || nr == __NR_pselect6 ||
	       nr == __NR_munmap || nr == KSPAWN_NR_clone || nr == KSPAWN_NR_fork || nr == KSPAWN_NR_vfork ||
	       nr == KSPAWN_NR_wait4 || nr == KSPAWN_NR_waitid
#ifdef __NR_sigreturn
	       || nr == __NR_sigreturn
#endif
#ifdef __NR_select
	       || nr == __NR_select
#endif
#ifdef __NR__newselect
	       || nr == __NR__newselect
#endif
#ifdef __NR_poll
	       || nr == __NR_poll
#endif
		;
}

/* Every call with every number in every place; what it says is its own. */
static int calls_with(long n)
{
	for (int fd = 0; fd < 3; fd++) /* or a read waits for the console */
		call(__NR_close, fd, 0, 0, 0);
	for (long nr = 0; nr < CALLS; nr++) {
		long args[ARGUMENTS];

		for (int i = 0; i < ARGUMENTS; i++)
			args[i] = (long)extremes[(unsigned long)(n * (2 * i + 1) + i * nr) % EXTREMES];
		if (!is_meant(nr))
			sys(nr, args[0], args[1], args[2], args[3], args[4], args[5]);
	}
	return 0;
}

static int numbers_of_calls(long unused)
{
	(void)unused;
	for (int i = 0; i < EXTREMES; i++) {
		if ((unsigned long)extremes[i] >= CALLS)
			check("an unknown system call", call((long)extremes[i], 0, 0, 0, 0), -KSPAWN_ENOSYS);
	}
	return check_failed != 0;
}

static int sleeps(long seconds)
{
	const long time[2] = { seconds, 999999999 };

	return (int)call(__NR_nanosleep, (long)time, 0, 0, 0);
}

/* ---- directories that are removed while a process is in them ---- */

static long make(const char *path) { return call(__NR_mkdirat, FDCWD, (long)path, 0755, 0); }
static long remove(const char *path) { return call(__NR_unlinkat, FDCWD, (long)path, REMOVEDIR, 0); }

static int removed(long unused)
{
	char path[64];

	(void)unused;
	check("mkdirat", make("/tmp/outer"), 0);
	check("mkdirat", make("/tmp/outer/inner"), 0);
	check("chdir", call(__NR_chdir, (long)"/tmp/outer/inner", 0, 0, 0), 0);
	check("unlinkat", remove("/tmp/outer/inner"), 0);
	check("unlinkat", remove("/tmp/outer"), 0);
	check("mkdirat", make("/tmp/other"), 0);
	check("mkdirat", make("/tmp/other/two"), 0);
	check("getcwd", call(__NR_getcwd, (long)path, sizeof(path), 0, 0), -KSPAWN_ENOENT);
	check("mkdirat in a removed directory", make("here") < 0, 1);
	check("chdir above a removed directory", call(__NR_chdir, (long)"..", 0, 0, 0), 0);
	check("getcwd", call(__NR_getcwd, (long)path, sizeof(path), 0, 0), -KSPAWN_ENOENT);
	check("mkdirat in a removed directory", make("here") < 0, 1);
	check("chdir out of it", call(__NR_chdir, (long)"..", 0, 0, 0), 0);
	check("getcwd", call(__NR_getcwd, (long)path, sizeof(path), 0, 0), 5);
	check("the directory", strcmp(path, "/tmp"), 0);
	check("unlinkat", remove("other/two"), 0);
	check("unlinkat", remove("other"), 0);
	return check_failed != 0;
}

/* Asleep for as long as there is time, until it is killed. */
static void check_sleep(long seconds)
{
	const int pid = fork_run(sleeps, seconds);

	yield_long();
	check("asleep", sys_wait4(pid, NULL, WNOHANG), 0);
	sys_kill(pid, SIGKILL);
	check_child("asleep", pid, KILLED(SIGKILL));
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	for (int n = 0; n < EXTREMES; n++)
		check_run("numbers", calls_with, n, EXITED(0));
	check_run("numbers of calls", numbers_of_calls, 0, EXITED(0));
	check_run("removed directories", removed, 0, EXITED(0));
	check_sleep(MOST);
	check_sleep((long)(~0ul >> 1));
	return child_runs_end();
}
