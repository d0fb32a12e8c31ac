/* tests/system/libc/futexes.c: the errors of futexes on memory that a program may not use, and many waiters on a shared word */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "futexes"
#include "check.h"

#ifndef SYS_futex
#define SYS_futex SYS_futex_time64
#endif

enum { WAITERS = 100 };

static size_t page;

static long futex(const int *word, int op, int value, long count, const int *other)
{
	const long result = syscall(SYS_futex, word, op, value, count, other, 0);

	return result < 0 ? -errno : result;
}

static int *map(int prot, int flags, int fd) { return mmap(NULL, page, prot, flags, fd, 0); }

static void check_word(const char *what, const int *word, long error)
{
	static int good;

	printf("futexes: %s\n", what);
	check("FUTEX_WAKE", futex(word, FUTEX_WAKE, 1, 0, NULL), error);
	check("FUTEX_WAIT", futex(word, FUTEX_WAIT, 1, 0, NULL), error ? error : -EAGAIN);
	check("FUTEX_CMP_REQUEUE from it", futex(word, FUTEX_CMP_REQUEUE, 1, 1, &good), error);
	check("FUTEX_CMP_REQUEUE to it", futex(&good, FUTEX_CMP_REQUEUE, 1, 1, word), error);
	check("FUTEX_WAKE_OP of it", futex(&good, FUTEX_WAKE_OP, 1, 1, word), error);
}

static void check_words(void)
{
	const int fd = open("/tmp/futexes", O_RDWR | O_CREAT | O_TRUNC, 0600);
	int *hole = map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	int *without_rights = map(PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	int *shared_without = map(PROT_NONE, MAP_SHARED | MAP_ANONYMOUS, -1);
	int *shared = map(PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
	int *own = map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	int *of_file;

	check("ftruncate", ftruncate(fd, (long)page), 0);
	of_file = map(PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	check("ftruncate", ftruncate(fd, 0), 0);
	check("munmap", munmap(hole, page), 0);
	check_word("a hole", hole, -EFAULT);
	check_word("a page without rights", without_rights, -EFAULT);
	check_word("a shared page without rights", shared_without, -EFAULT);
	check_word("a page past the end of its file", of_file, -EFAULT);
	check_word("a shared page", shared, 0);
	check_word("a page of its own", own, 0);
	check("a hole, private", futex(hole, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, 1, 0, NULL), 0);
	close(fd);
}

/* Each of many processes sleeps on one word; some are woken and the others moved to a second word. */
static void check_many(void)
{
	int *words = map(PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
	int status, moved = 0, good = 0;

	for (int i = 0; i < WAITERS; i++) {
		if (fork() == 0)
			_exit(futex(words, FUTEX_WAIT, 0, 0, NULL) != 0);
	}
	while (moved < WAITERS) { /* some are not asleep yet */
		const long n = futex(words, FUTEX_CMP_REQUEUE, 0, WAITERS, words + 1);
		check("FUTEX_CMP_REQUEUE", n >= 0, 1);
		moved += (int)n;
		if (n < 0)
			break;
		sched_yield();
	}
	check("no waiter is left", futex(words, FUTEX_WAKE, WAITERS, 0, NULL), 0);
	check("the half", futex(words + 1, FUTEX_WAKE, WAITERS / 2, 0, NULL), WAITERS / 2);
	check("the others", futex(words + 1, FUTEX_WAKE, WAITERS, 0, NULL), WAITERS - WAITERS / 2);
	while (wait(&status) > 0)
		good += status == 0;
	check("their ends", good, WAITERS);
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	check_words();
	check_many();
	printf("futexes: %s\n", failed ? "failed" : "ok");
	return failed;
}
