/* tests/system/libc/records.c: locks of the bytes of a file */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define NAME "records"
#include "check.h"

#define FAR (1ll << 40)
enum { END = 0 }; /* a length: up to the end of the file */

static int fd;
static pid_t parent;
static volatile int *flag; /* that processes share */

static int set(int command, short type, off_t start, off_t len)
{
	struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len };

	return fcntl(fd, command, &lock);
}

static int locks(short type, off_t start, off_t len) { return set(F_SETLK, type, start, len); }

/* Which lock is against one of these bytes: of the parent, unless `type` is F_UNLCK. */
static void check_against(const char *what, short wanted, off_t start, off_t len, short type, off_t from, off_t size)
{
	struct flock lock = { .l_type = wanted, .l_whence = SEEK_SET, .l_start = start, .l_len = len };

	check(what, fcntl(fd, F_GETLK, &lock), 0);
	check(what, lock.l_type, type);
	if (lock.l_type == F_UNLCK)
		return;
	check(what, lock.l_start, from);
	check(what, lock.l_len, size);
	check(what, lock.l_pid, parent);
}

/* ---- the parent has locked bytes 10 to 19 to write, and 30 to 39 to read ---- */

static void other_process(void)
{
	check_against("the first", F_RDLCK, 0, END, F_WRLCK, 10, 10);
	check_against("the second", F_WRLCK, 20, END, F_RDLCK, 30, 10);
	check_against("both read", F_RDLCK, 20, END, F_UNLCK, 0, 0);
	check_against("between them", F_WRLCK, 20, 10, F_UNLCK, 0, 0);
	check_against("one byte", F_WRLCK, 19, 1, F_WRLCK, 10, 10);
	check_error("to write", locks(F_WRLCK, 15, 1), EAGAIN);
	check_error("to read", locks(F_RDLCK, 0, 11), EAGAIN);
	check_error("to write what is read", locks(F_WRLCK, 39, 1), EAGAIN);
	check("what is free", locks(F_WRLCK, 0, 10), 0);
	check("to read too", locks(F_RDLCK, 20, END), 0);
	check("no lock of others to release", locks(F_UNLCK, 0, END), 0);
	check_against("it stays", F_RDLCK, 0, END, F_WRLCK, 10, 10);
}

static void with_a_hole(void)
{
	check_against("before the hole", F_WRLCK, 0, END, F_WRLCK, 10, 2);
	check_against("behind it", F_WRLCK, 12, END, F_WRLCK, 16, 4);
	check("the hole", locks(F_WRLCK, 12, 4), 0);
}

static void without_a_hole(void) { check_against("one again", F_WRLCK, 0, END, F_WRLCK, 10, 10); }

static void now_read(void)
{
	check_against("to read from the middle on", F_WRLCK, 15, 5, F_RDLCK, 15, 5);
	check_against("to write before", F_WRLCK, 0, 15, F_WRLCK, 10, 5);
}

static void at_the_end(void) { check_against("the last four bytes", F_WRLCK, 0, END, F_WRLCK, 96, 4); }
static void behind_the_end(void) { check_against("all from the position on", F_WRLCK, 0, END, F_WRLCK, 40, END); }
static void far_away(void)
{
	struct flock64 lock = { .l_type = F_RDLCK, .l_whence = SEEK_SET };

	check("the first", fcntl(fd, F_GETLK64, &lock), 0);
	check("where it is", lock.l_start == FAR && lock.l_len == 5 && lock.l_pid == parent, 1);
	if (sizeof(off_t) < sizeof(lock.l_start))
		check_error("in 32 bits", set(F_GETLK, F_RDLCK, 0, END), EOVERFLOW);
}
static void not_locked(void) { check_against("no lock", F_WRLCK, 0, END, F_UNLCK, 0, 0); }

static void check_ranges(void)
{
	struct flock last = { .l_type = F_WRLCK, .l_whence = SEEK_END, .l_len = -4 };
	struct flock64 distant = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = FAR, .l_len = 5 };
	struct flock behind = { .l_type = F_WRLCK, .l_whence = SEEK_CUR };

	check("to write", locks(F_WRLCK, 10, 10), 0);
	check("to read", locks(F_RDLCK, 30, 10), 0);
	in_child(other_process, 0);
	check("a hole", locks(F_UNLCK, 12, 4), 0);
	in_child(with_a_hole, 0);
	check("what its child had is free", locks(F_WRLCK, 12, 4), 0);
	in_child(without_a_hole, 0);
	check("another kind", locks(F_RDLCK, 15, 5), 0);
	in_child(now_read, 0);
	check("no locks", locks(F_UNLCK, 0, END), 0);
	in_child(not_locked, 0);
	check("a size", ftruncate(fd, 100), 0);
	check("from the end", fcntl(fd, F_SETLK, &last), 0);
	in_child(at_the_end, 0);
	check("no locks", locks(F_UNLCK, 0, END), 0);
	check("a position", lseek(fd, 40, SEEK_SET), 40);
	check("from the position", fcntl(fd, F_SETLK, &behind), 0);
	in_child(behind_the_end, 0);
	check("no locks", locks(F_UNLCK, 0, END), 0);
	check("far away", fcntl(fd, F_SETLK64, &distant), 0);
	in_child(far_away, 0);
	check("no locks", locks(F_UNLCK, 0, END), 0);
}

/* Any number of the file that is closed. */
static void check_close(void)
{
	check("to write", locks(F_WRLCK, 10, 10), 0);
	check("close", close(dup(fd)), 0);
	in_child(not_locked, 0);
	check("to write", locks(F_WRLCK, 10, 10), 0);
	check("close", close(open("/tmp/locked", O_RDONLY)), 0);
	in_child(not_locked, 0);
}

static void check_errors(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	const int reader = open("/tmp/locked", O_RDONLY), writer = open("/tmp/locked", O_WRONLY);
	const int path = open("/tmp/locked", O_PATH);

	check_error("to write what is open to be read", fcntl(reader, F_SETLK, &lock), EBADF);
	check_error("a place", fcntl(path, F_SETLK, &lock), EBADF);
	lock.l_type = F_RDLCK;
	check_error("to read what is open to be written", fcntl(writer, F_SETLK, &lock), EBADF);
	check_error("before the start", locks(F_RDLCK, -1, 1), EINVAL);
	check_error("down to before the start", locks(F_RDLCK, 4, -5), EINVAL);
	check_error("no kind", locks(77, 0, 1), EINVAL);
	lock.l_whence = 77;
	check_error("no place to begin", fcntl(fd, F_SETLK, &lock), EINVAL);
	lock = (struct flock){ .l_type = F_UNLCK, .l_whence = SEEK_SET };
	check_error("what is against none", fcntl(fd, F_GETLK, &lock), EINVAL);
	close(reader);
	close(writer);
	close(path);
}

/* ---- waiting ---- */

static void waits(void)
{
	check("the lock", set(F_SETLKW, F_WRLCK, 0, 1), 0);
	check("after its release", *flag, 1);
}

static void check_wait(void)
{
	int status;
	pid_t child;

	*flag = 0;
	check("to write", locks(F_WRLCK, 0, 1), 0);
	child = fork();
	if (!child) {
		failed = 0;
		waits();
		_exit(failed);
	}
	usleep(20000);
	*flag = 1;
	check("release", locks(F_UNLCK, 0, 1), 0);
	check("waitpid", waitpid(child, &status, 0), child);
	check("the child's end", status, 0);
}

static void on_alarm(int sig) { (void)sig; }

static void waits_for_signal(void)
{
	const struct sigaction action = { .sa_handler = on_alarm };

	sigaction(SIGALRM, &action, NULL);
	ualarm(20000, 0);
	check_error("the lock", set(F_SETLKW, F_WRLCK, 0, 1), EINTR);
}

static void waits_for_kill(void)
{
	ualarm(20000, 0);
	set(F_SETLKW, F_WRLCK, 0, 1);
}

/* Each of two has a byte and waits for the other one: one of them fails, and the other one gets it then. */
static void check_deadlock(void)
{
	int ready[2], result, status;
	pid_t child;
	char c;

	check("to write", locks(F_WRLCK, 0, 1), 0);
	check("pipe", pipe(ready), 0);
	child = fork();
	if (!child) {
		result = locks(F_WRLCK, 1, 1);
		check("to the parent", write(ready[1], "", 1), 1);
		result |= set(F_SETLKW, F_WRLCK, 0, 1);
		_exit(result && errno == EDEADLK);
	}
	check("the child has a byte", read(ready[0], &c, 1), 1);
	result = set(F_SETLKW, F_WRLCK, 1, 1);
	if (result)
		check("why", errno, EDEADLK);
	check("release", locks(F_UNLCK, 0, END), 0);
	check("waitpid", waitpid(child, &status, 0), child);
	check("one of them", (result != 0) + (status != 0), 1);
	close(ready[0]);
	close(ready[1]);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	parent = getpid();
	fd = open("/tmp/locked", O_RDWR | O_CREAT, 0644);
	flag = mmap(NULL, sizeof(*flag), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	check("mmap", flag != MAP_FAILED, 1);
	check_ranges();
	check_close();
	check_errors();
	check_wait();
	check_deadlock();
	check("to write", locks(F_WRLCK, 0, 1), 0);
	in_child(waits_for_signal, 0);
	in_child(waits_for_kill, SIGALRM);
	printf("records: %s\n", failed ? "failed" : "ok");
	return failed;
}
