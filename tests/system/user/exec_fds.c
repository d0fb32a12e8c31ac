/* tests/system/user/exec_fds.c: execveat by the number of an open file or directory, each answer as Linux 6.18 gives it
 *
 * exec_fds              all of it
 * exec_fds run PATH     what is executed, with PATH as AT_EXECFN; of a script: run SCRIPT run PATH, which are one */
#include <asm/fcntl.h>
#include <asm/unistd.h>

#include "check.h"

const char *const check_name = "exec_fds";

enum { FDCWD = -100, NOFOLLOW = 0x100, EMPTY_PATH = 0x1000, RAN = 7 };
enum { EBADF = 9, EACCES = 13, ENOTDIR = 20 };

static const char script[] = "/tmp/exec_fds.script", text[] = "/tmp/exec_fds.text", link[] = "/tmp/exec_fds.link";
static const char *argv_of[] = { "exec_fds", "run", NULL, NULL };
static char expected[64];

static long open_path(const char *path, int flags) { return sys(__NR_openat, FDCWD, (long)path, flags, 0700, 0, 0); }
static void close(long fd) { sys(__NR_close, fd, 0, 0, 0, 0, 0); }

static char *put(char *to, const char *from)
{
	const size_t n = strlen(from);

	memcpy(to, from, n + 1);
	return to + n;
}

/* "/dev/fd/N", and "/PATH". */
static void expect(long fd, const char *path)
{
	char digits[] = { (char)('0' + fd), '\0' };
	char *to = put(put(expected, "/dev/fd/"), digits);

	if (*path)
		put(put(to, "/"), path);
	argv_of[2] = expected;
}

static struct {
	long fd;
	const char *path;
	int flags;
} target;

static int child(long unused)
{
	(void)unused;
	return (int)-sys(__NR_execveat, target.fd, (long)target.path, (long)argv_of, 0, target.flags, 0);
}

/* The result of execveat in a child, or RAN for 0; errnos here are below 128. */
static void tries(const char *what, long fd, const char *path, int flags, int want)
{
	target.fd = fd;
	target.path = path;
	target.flags = flags;
	check_child(what, fork_run(child, 0), EXITED(want));
}

static void write_file(const char *path, const char *line, const char *rest)
{
	const long fd = open_path(path, O_CREAT | O_WRONLY | O_TRUNC);

	sys_write((int)fd, line, strlen(line));
	sys_write((int)fd, rest, strlen(rest));
	close(fd);
}

static void check_files(const char *self)
{
	const int flags[] = { O_RDONLY, O_PATH, O_RDONLY | O_CLOEXEC };

	for (size_t i = 0; i < sizeof(flags) / sizeof(*flags); i++) {
		const long fd = open_path(self, flags[i]);

		expect(fd, "");
		tries("an open program", fd, "", EMPTY_PATH, RAN);
		tries("without AT_EMPTY_PATH", fd, "", 0, KSPAWN_ENOENT);
		tries("below a file", fd, "x", 0, ENOTDIR);
		close(fd);
		tries("a number that was closed", fd, "", EMPTY_PATH, EBADF);
	}
}

static void check_scripts(void)
{
	const long fd = open_path(script, O_RDONLY), closes = open_path(script, O_RDONLY | O_CLOEXEC);

	expect(fd, "");
	tries("an open script", fd, "", EMPTY_PATH, RAN);
	tries("a script that the exec closes", closes, "", EMPTY_PATH, KSPAWN_ENOENT);
	close(fd);
	close(closes);
}

static void check_directories(const char *self)
{
	const char *const name = script + sizeof("/tmp/") - 1;
	const long dir = open_path("/tmp", O_PATH | O_DIRECTORY);

	expect(dir, name);
	tries("a script below a directory", dir, name, 0, RAN);
	tries("the directory itself", dir, "", EMPTY_PATH, EACCES);
	tries("nothing below it", dir, "nothing", 0, KSPAWN_ENOENT);
	put(expected, self);
	if (*self == '/')
		tries("an absolute path", dir, self, 0, RAN);
	expect(dir, "exec_fds.link");
	tries("a symbolic link", dir, "exec_fds.link", 0, RAN);
	tries("that is not followed", dir, "exec_fds.link", NOFOLLOW, KSPAWN_ELOOP);
	tries("a file that is not executable", dir, "exec_fds.text", 0, EACCES);
	close(dir);
}

static void check_others(void)
{
	int ends[2];
	const long to = open_path(link, O_PATH | O_NOFOLLOW), no = open_path(text, O_RDONLY);

	tries("an open symbolic link", to, "", EMPTY_PATH, KSPAWN_ELOOP);
	tries("an open file that is not executable", no, "", EMPTY_PATH, EACCES);
	sys(__NR_pipe2, (long)ends, 0, 0, 0, 0, 0);
	tries("a pipe", ends[0], "", EMPTY_PATH, EACCES);
	tries("below a pipe", ends[0], "x", 0, ENOTDIR);
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc > 2 && strcmp(argv[1], "run") == 0) {
		check("AT_EXECFN", strcmp((const char *)aux(AT_EXECFN), argv[argc - 1]), 0);
		check("a script's path", strcmp(argv[2], argv[argc - 1]), 0);
		return check_failed ? 1 : RAN;
	}
	write_file(script, "#! ", this_program());
	const long fd = open_path(script, O_WRONLY | O_APPEND);
	sys_write((int)fd, " run\n", 5);
	close(fd);
	write_file(text, "text", "");
	sys(__NR_fchmodat, FDCWD, (long)text, 0600, 0, 0, 0);
	sys(__NR_symlinkat, (long)"exec_fds.script", FDCWD, (long)link, 0, 0, 0);
	check_files(this_program());
	check_scripts();
	check_directories(this_program());
	check_others();
	check_childless("all children were waited for");
	for (const char *const *path = (const char *const[]){ script, text, link, NULL }; *path; path++)
		sys(__NR_unlinkat, FDCWD, (long)*path, 0, 0, 0, 0);
	return check_end();
}
