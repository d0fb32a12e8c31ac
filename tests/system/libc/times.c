/* tests/system/libc/times.c: sleeps by a clock, users, limits and a name */
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define NAME "times"
#include "check.h"

static struct timespec now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time;
}

static int is_before(struct timespec a, struct timespec b)
{
	return a.tv_sec != b.tv_sec ? a.tv_sec < b.tv_sec : a.tv_nsec < b.tv_nsec;
}

static void check_sleeps(void)
{
	struct timespec until = now(), zero = { 0, 0 };
	const struct timespec wrong = { 0, 1000000000 };

	until.tv_nsec += 20000000;
	until.tv_sec += until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	check("a time of a clock", clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
	check("it has come", is_before(now(), until), 0);
	check("a time that is past", clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL), 0);
	check("the first time", clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &zero, NULL), 0);
	check("no time", clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wrong, NULL), EINVAL);
	check("no clock", clock_nanosleep(77, TIMER_ABSTIME, &until, NULL), EINVAL);
	check("the time of no clock", clock_gettime(77, &until), -1);
	check("its error", errno, EINVAL);
	check_error("a clock that Linux has no more", clock_gettime(10, &until), EINVAL);
	check("clock_getres", clock_getres(CLOCK_MONOTONIC, &until), 0);
}

static void check_users(void)
{
	uid_t real = 1, effective = 1, saved = 1;

	check("setresuid to root", setresuid(0, 0, 0), 0);
	check("of no id", setresuid(-1, -1, -1), 0);
	check("getresuid", getresuid(&real, &effective, &saved), 0);
	check("the ids", real + effective + saved, 0);
	check("setregid", setregid(-1, 0), 0);
}

static void check_limits(void)
{
	struct rlimit limit;

	check("getrlimit", getrlimit(RLIMIT_NOFILE, &limit), 0);
	check("setrlimit of the same", setrlimit(RLIMIT_NOFILE, &limit), 0);
	limit.rlim_cur = limit.rlim_max + 1;
	check("more than the most", setrlimit(RLIMIT_NOFILE, &limit), -1);
	check("its error", errno, EINVAL);
	check("no limit", prlimit(0, 77, NULL, &limit), -1);
	check("its error", errno, EINVAL);
}

static void check_name(void)
{
	char name[16] = "";

	check("PR_GET_NAME", prctl(PR_GET_NAME, name), 0);
	check("the program's name", strcmp(name, "times"), 0);
	check("PR_SET_NAME", prctl(PR_SET_NAME, "a name of nineteen"), 0);
	check("PR_GET_NAME", prctl(PR_GET_NAME, name), 0);
	check("the name, cut", strcmp(name, "a name of ninet"), 0);
	check("no name", prctl(PR_SET_NAME, 1), -1);
	check("its error", errno, EFAULT);
}

int main(void)
{
	check_name();
	check_sleeps();
	check_users();
	check_limits();
	if (!failed)
		puts("times: ok");
	return failed;
}
