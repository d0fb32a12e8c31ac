/* tests/user/execats.c: execveat, each answer as Linux 6.18 gives it
 *
 * execats           all of it
 * execats PATH      what is executed: AT_EXECFN is PATH */
#include <asm/unistd.h>

#include "check.h"

const char *const check_name = "execats";

enum { FDCWD = -100, NOFOLLOW = 0x100, EMPTY_PATH = 0x1000, CHECK = 0x10000, NO_FILE = 99, BAD_ADDRESS = 8 };

static const char *argv_of[] = { "execats", NULL, NULL };

static long execveat(int dir, const char *path, int flags)
{
	return sys(__NR_execveat, dir, (long)path, (long)argv_of, 0, flags, 0);
}

static const char *self(void) { return argv_of[1]; }

static void check_paths(void)
{
	check("no path", execveat(FDCWD, NULL, 0), -KSPAWN_EFAULT);
	check("no path, AT_EMPTY_PATH", execveat(FDCWD, NULL, EMPTY_PATH), -KSPAWN_EFAULT);
	check("an empty path", execveat(FDCWD, "", 0), -KSPAWN_ENOENT);
	check("the working directory", execveat(FDCWD, "", EMPTY_PATH), -KSPAWN_EACCES);
	check("nothing", execveat(FDCWD, "/nothing", 0), -KSPAWN_ENOENT);
	check("below no file", execveat(NO_FILE, "x", 0), -KSPAWN_EBADF);
	check("no file", execveat(NO_FILE, "", EMPTY_PATH), -KSPAWN_EBADF);
	check("below a file that is not a directory", execveat(1, "x", 0), -KSPAWN_ENOTDIR);
}

static void check_flags(void)
{
	check("an unknown flag", execveat(FDCWD, self(), 1), -KSPAWN_EINVAL);
	check("before the file", execveat(NO_FILE, "x", 1), -KSPAWN_EINVAL);
	check("behind the path", execveat(FDCWD, "", 1), -KSPAWN_ENOENT);
	check("AT_EXECVE_CHECK", execveat(FDCWD, self(), CHECK), 0);
	check("of nothing", execveat(FDCWD, "/nothing", CHECK), -KSPAWN_ENOENT);
	check("reads the arguments", sys(__NR_execveat, FDCWD, (long)self(), BAD_ADDRESS, 0, CHECK, 0), -KSPAWN_EFAULT);
}

static int runs(long dir)
{
	execveat((int)dir, self(), NOFOLLOW);
	return 1;
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc > 1) {
		check("AT_EXECFN", strcmp((const char *)aux(AT_EXECFN), argv[1]), 0);
		return check_failed;
	}
	argv_of[1] = this_program();
	check_paths();
	check_flags();
	check_child("the working directory", fork_run(runs, FDCWD), EXITED(0));
	if (*self() == '/')
		check_child("an absolute path needs no directory", fork_run(runs, NO_FILE), EXITED(0));
	return check_end();
}
