/* tests/system/libc/limits.c: limits and policies of processes */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "limits"
#include "check.h"

static void files(void)
{
	struct rlimit limit;
	int fd;

	check("getrlimit", getrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = 10;
	check("setrlimit", setrlimit(RLIMIT_NOFILE, &limit), 0);
	while ((fd = dup(1)) >= 0)
		check("a low number", fd < 10, 1);
	check("too many", errno, EMFILE);
	check("dup2", dup2(1, 10), -1);
	check("its error", errno, EBADF);
	close(9);
	check("fcntl", fcntl(1, F_DUPFD, 9), 9);
	check("fcntl", fcntl(1, F_DUPFD, 10), -1);
	check("its error", errno, EINVAL);
	limit.rlim_cur = limit.rlim_max + 1;
	check("above the most", setrlimit(RLIMIT_NOFILE, &limit), -1);
	check("its error", errno, EINVAL);
}

static void size(void)
{
	const struct rlimit limit = { 10, 10 };
	struct rlimit is;
	const int fd = open("/tmp/limits", O_CREAT | O_RDWR | O_TRUNC, 0600);

	check("setrlimit", setrlimit(RLIMIT_FSIZE, &limit), 0);
	check("getrlimit", getrlimit(RLIMIT_FSIZE, &is), 0);
	check("the limit", (long)is.rlim_cur, 10);
	check("write", write(fd, "0123456", 7), 7);
	check("a part of it", write(fd, "0123456", 7), 3);
	signal(SIGXFSZ, SIG_IGN);
	check("none", write(fd, "0123456", 7), -1);
	check("its error", errno, EFBIG);
	check("ftruncate", ftruncate(fd, 11), -1);
	check("its error", errno, EFBIG);
	check("a pipe has no size", write(1, "", 0), 0);
}

static void policies(void)
{
	struct sched_param param = { .sched_priority = 5 };

	check("sched_getscheduler", sched_getscheduler(0), SCHED_OTHER);
	check("no priority", sched_setscheduler(0, SCHED_OTHER, &param), -1);
	check("its error", errno, EINVAL);
	check("sched_setscheduler", sched_setscheduler(0, SCHED_RR, &param), 0);
	param.sched_priority = 0;
	check("sched_getparam", sched_getparam(0, &param), 0);
	check("the priority", param.sched_priority, 5);
	check("of no process", sched_getscheduler(30000), -1);
	check("its error", errno, ESRCH);
	check("the most", sched_get_priority_max(SCHED_FIFO), 99);
	check("of no policy", sched_get_priority_max(77), -1);
	check("setpriority", setpriority(PRIO_PROCESS, 0, 30), 0);
	check("getpriority", getpriority(PRIO_PROCESS, 0), 19);
}

/* A child has the limit, too, and signals of its own. (Linux counts all of a user.) */
static void queue_one(void)
{
	const union sigval value = { .sival_int = 7 };

	check("the first", sigqueue(getpid(), SIGRTMIN, value), 0);
	check_error("the second", sigqueue(getpid(), SIGRTMIN, value), EAGAIN);
	check("kill needs no place", kill(getpid(), SIGUSR1), 0);
}

static void queued(void)
{
	const struct rlimit one = { 1, 1 };
	struct rlimit first;
	sigset_t set;

	check("getrlimit", getrlimit(RLIMIT_SIGPENDING, &first), 0);
	check("a limit from the start", first.rlim_cur < 1000000, 1);
	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	check("setrlimit", setrlimit(RLIMIT_SIGPENDING, &one), 0);
	in_child(queue_one, 0);
	queue_one();
}

static void locked(void)
{
	static char page[1];
	const struct rlimit none = { 0, 0 };

	check("setrlimit", setrlimit(RLIMIT_MEMLOCK, &none), 0);
	check("root locks without a limit", mlock(page, 1), 0);
	check("setuid", setuid(1000), 0);
	check_error("mlock of a user without a right to it", mlock(page, 1), EPERM);
	check_error("mlockall", mlockall(MCL_CURRENT), EPERM);
	check("munlock", munlock(page, 1), 0);
}

int main(void)
{
	in_child(files, 0);
	in_child(size, 0);
	in_child(queued, 0);
	in_child(locked, 0);
	policies();
	printf("limits: %s\n", failed ? "failed" : "ok");
	return failed;
}
