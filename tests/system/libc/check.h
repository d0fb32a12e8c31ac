/* tests/system/libc/check.h: checks that say what differs, of the program NAME, which the file defines */
#ifndef LIBC_CHECK_H
#define LIBC_CHECK_H

#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed;

static void check(const char *what, long got, long want)
{
	if (got == want)
		return;
	printf(NAME ": %s: got %ld, want %ld\n", what, got, want);
	failed = 1;
}

static inline void check_error(const char *what, long result, int error)
{
	check(what, result, -1);
	check(what, errno, error);
}

/* A process that runs `fn`, and whose status for its parent is `wanted`: 0 if its checks held. */
static inline void in_child(void (*fn)(void), int wanted)
{
	int status;
	const int pid = fork();

	if (!pid) {
		failed = 0;
		fn();
		_exit(failed);
	}
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("a child's end", status, wanted);
}

#endif
