/* tests/system/libc/selects.c: select and pselect on pipes and files, and the limits of files */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "selects"
#include "check.h"

static int ends[2];

static int wait_for(fd_set *in, fd_set *out, long us)
{
	struct timeval time = { us / 1000000, us % 1000000 };

	FD_ZERO(in);
	FD_ZERO(out);
	FD_SET(ends[0], in);
	FD_SET(ends[1], out);
	return select(ends[1] + 1, in, out, NULL, us < 0 ? NULL : &time);
}

static void check_pipe(void)
{
	fd_set in, out;
	struct timeval time = { 0, 2000 };
	const struct timespec nothing = { 0, 0 };
	char byte;

	check("pipe", pipe(ends), 0);
	check("an empty pipe", wait_for(&in, &out, 0), 1);
	check("is not readable", FD_ISSET(ends[0], &in), 0);
	check("is writable", FD_ISSET(ends[1], &out) != 0, 1);
	FD_ZERO(&in);
	FD_SET(ends[0], &in);
	check("a time", select(ends[0] + 1, &in, NULL, NULL, &time), 0);
	check("which is over", time.tv_sec + time.tv_usec, 0);
	check("write", write(ends[1], "a", 1), 1);
	check("a full pipe", wait_for(&in, &out, -1), 2);
	check("is readable", FD_ISSET(ends[0], &in) != 0, 1);
	check("pselect", pselect(ends[0] + 1, &in, NULL, NULL, &nothing, NULL), 1);
	check("read", read(ends[0], &byte, 1), 1);
	check("pselect of an empty pipe", pselect(ends[0] + 1, &in, NULL, NULL, &nothing, NULL), 0);
	if (fork() == 0) {
		usleep(20000);
		_exit(write(ends[1], "b", 1) != 1);
	}
	FD_SET(ends[0], &in);
	check("another process writes", select(ends[0] + 1, &in, NULL, NULL, NULL), 1);
	wait(NULL);
}

static void check_errors(void)
{
	fd_set in;
	struct timeval time = { -1, 0 };

	FD_ZERO(&in);
	FD_SET(200, &in);
	check("no file", select(201, &in, NULL, NULL, NULL), -1);
	check("its error", errno, EBADF);
	check("a number below 0", select(-1, NULL, NULL, NULL, NULL), -1);
	check("its error", errno, EINVAL);
	check("a time below 0", select(0, NULL, NULL, NULL, &time), -1);
	check("its error", errno, EINVAL);
}

/* More files, longer ones, and more at once than a page. */
static void check_limits(void)
{
	enum { FILES = 200, SIZE = 3 << 20 };
	const int fd = open("/tmp/long", O_RDWR | O_CREAT | O_TRUNC, 0600);
	static char bytes[65536], back[4000];
	long sum = 0, got;

	for (int i = 0; i < FILES; i++)
		check("dup", dup(1) >= 0, 1);
	for (int i = 0; i < FILES; i++)
		close(fd + 1 + i);
	memset(bytes, 'x', sizeof(bytes));
	while (sum < SIZE && (got = write(fd, bytes, sizeof(bytes))) > 0)
		sum += got;
	check("a file of 3 MiB", sum, SIZE);
	check("its last byte", pread(fd, bytes, 2, SIZE - 1), 1);
	check("which is", bytes[0], 'x');
	check("a hole", pwrite(fd, "y", 1, 20 << 20), 1);
	check("in it", pread(fd, bytes, 1, 10 << 20), 1);
	check("is zero", bytes[0], 0);
	check("ftruncate", ftruncate(fd, 10), 0);
	check("what is left", pread(fd, bytes, sizeof(bytes), 0), 10);
	close(fd);
	check("write to a pipe", write(ends[1], bytes, sizeof(back)), sizeof(back));
	check("read from a pipe", read(ends[0], back, sizeof(back)), sizeof(back));
}

/* ---- a mask of signals for the time of the call ---- */

static volatile int handled;

static void on_signal(int sig) { handled = sig; }

static void check_masks(void)
{
	struct timespec second = { 1, 0 }, moment = { 0, 1000000 };
	struct pollfd nothing = { .fd = -1 };
	sigset_t blocked, none, now;

	sigemptyset(&none);
	sigemptyset(&blocked);
	sigaddset(&blocked, SIGUSR1);
	signal(SIGUSR1, on_signal);
	for (int polls = 0; polls < 2; polls++) {
		handled = 0;
		sigprocmask(SIG_BLOCK, &blocked, NULL);
		raise(SIGUSR1);
		check("blocked", handled, 0);
		check("with the mask",
		      polls ? ppoll(&nothing, 1, &moment, &blocked) : pselect(0, NULL, NULL, NULL, &moment, &blocked), 0);
		check("still blocked", handled, 0);
		check("without", polls ? ppoll(&nothing, 1, &second, &none) : pselect(0, NULL, NULL, NULL, &second, &none), -1);
		check("its error", errno, EINTR);
		check("handled", handled, SIGUSR1);
		sigprocmask(SIG_SETMASK, NULL, &now);
		check("the mask of before", sigismember(&now, SIGUSR1), 1);
	}
}

int main(void)
{
	check_pipe();
	check_masks();
	check_errors();
	check_limits();
	if (!failed)
		puts("selects: ok");
	return failed;
}
