/* tests/system/user/busy.c: a program that runs is not written, and a file that is written does not run, as in Linux 6.18 */
#include "system.h"

const char *const check_name = "busy";

enum { FDCWD = -100, ETXTBSY = 26, RAN = 7, EMPTY_PATH = 0x1000 };

static const char copy[] = "/tmp/busy.copy";
static const char *argv_of[] = { "busy", "run", NULL };

static long open_path(const char *path, int flags) { return call(__NR_openat, FDCWD, (long)path, flags, 0700); }
static void close(long fd) { call(__NR_close, fd, 0, 0, 0); }

static int executes(long path)
{
	const char *const none[] = { NULL };

	return (int)-sys_execve((const char *)path, argv_of, none);
}

static int executes_open(long fd) { return (int)-sys(__NR_execveat, fd, (long)"", (long)argv_of, 0, EMPTY_PATH, 0); }

static void copy_self(void)
{
	static char buffer[PAGE];
	const long from = open_path(this_program(), O_RDONLY), to = open_path(copy, O_CREAT | O_WRONLY | O_TRUNC);
	long n;

	check("open", from >= 0 && to >= 0, 1);
	while ((n = call(__NR_read, from, (long)buffer, sizeof(buffer), 0)) > 0)
		check("write", sys_write((int)to, buffer, (size_t)n), n);
	check_child("a file that is written", fork_run(executes, (long)copy), EXITED(ETXTBSY));
	close(from);
	close(to);
}

/* Closed in this process, and still open in a child. */
static int waits(long fd)
{
	char byte;

	return call(__NR_read, fd, (long)&byte, 1, 0) == 0 ? 0 : 1;
}

static void check_writers(void)
{
	int ends[2];
	const long fd = open_path(copy, O_RDWR), path = open_path(copy, O_PATH);

	check("pipe2", call(__NR_pipe2, (long)ends, O_CLOEXEC, 0, 0), 0);
	check_child("open for both", fork_run(executes, (long)copy), EXITED(ETXTBSY));
	check_child("by a number", fork_run(executes_open, path), EXITED(ETXTBSY));
	close(path);
	const int pid = (int)sys_fork();
	if (pid == 0) {
		close(ends[1]);
		sys_exit_group(waits(ends[0]));
	}
	close(fd);
	check_child("open in a child", fork_run(executes, (long)copy), EXITED(ETXTBSY));
	close(ends[1]);
	check_child("the child ends", pid, EXITED(0));
	check_child("no writer is left", fork_run(executes, (long)copy), EXITED(RAN));
	close(ends[0]);
	const long reads = open_path(copy, O_RDONLY);
	check_child("a reader", fork_run(executes, (long)copy), EXITED(RAN));
	close(reads);
}

static void check_program(const char *path)
{
	check("to write", open_path(path, O_WRONLY), -ETXTBSY);
	check("to read and write", open_path(path, O_RDWR), -ETXTBSY);
	check("to empty", open_path(path, O_RDONLY | O_TRUNC), -ETXTBSY);
	check("truncate", call(__NR_truncate, (long)path, 0, 0, 0), -ETXTBSY);
	const long fd = open_path(path, O_RDONLY);
	check("to read", fd >= 0, 1);
	close(fd);
}

static int run_by_child(long unused)
{
	(void)unused;
	check_program(copy);
	return check_failed != 0;
}

/* The copy runs: neither it nor its child is written. */
static int runs_copy(void)
{
	check_program(copy);
	check_child("in a child", fork_run(run_by_child, 0), EXITED(0));
	return check_failed ? 1 : RAN;
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc > 1 && strcmp(argv[1], "run") == 0)
		return runs_copy();
	copy_self();
	check_writers();
	check_program(this_program());
	const long fd = open_path(copy, O_WRONLY);
	check("a program that has ended", fd >= 0, 1);
	close(fd);
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)copy, 0, 0), 0);
	return check_end();
}
