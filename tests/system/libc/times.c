/* tests/system/libc/times.c: sleeps by a clock, users, limits and a name */
#define _GNU_SOURCE
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
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

/* An hour from now, by the clock that can be set. */
static struct timespec in_an_hour(void)
{
	struct timespec time;

	clock_gettime(CLOCK_REALTIME, &time);
	time.tv_sec += 3600;
	return time;
}

static void sleep_an_hour(void)
{
	const struct timespec until = in_an_hour();

	check("a sleep ends by the clock", clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL), 0);
}

static void wait_an_hour(void)
{
	const struct timespec until = in_an_hour();
	sem_t none;

	sem_init(&none, 0, 0);
	check_error("a wait ends by the clock", sem_timedwait(&none, &until), ETIMEDOUT);
}

/* Sets the clock an hour ahead and back, while a child waits for that hour. */
static void set_while(void (*waits)(void))
{
	const struct timespec soon = { 0, 50000000 };
	struct timespec ahead = in_an_hour(), back = ahead;
	int status = -1;
	const int pid = fork();

	if (!pid) {
		failed = 0;
		waits();
		_exit(failed);
	}
	ahead.tv_sec += 3600;
	back.tv_sec -= 3600;
	nanosleep(&soon, NULL);
	check("the clock is set", clock_settime(CLOCK_REALTIME, &ahead), 0);
	check("the child ends", waitpid(pid, &status, 0), pid);
	check("its status", status, 0);
	check("the clock is set back", clock_settime(CLOCK_REALTIME, &back), 0);
}

/* A timer of a date moves with the clock, and one of a duration does not. */
static void check_timers(void)
{
	struct sigevent silent = { .sigev_notify = SIGEV_NONE };
	struct itimerspec date = { .it_value = in_an_hour() }, hour = { .it_value = { 3600, 0 } }, left;
	struct timespec half = date.it_value, back = half;
	timer_t by_date, by_hour;

	half.tv_sec -= 1800;
	back.tv_sec -= 3600;
	check("a timer", timer_create(CLOCK_REALTIME, &silent, &by_date), 0);
	check("another", timer_create(CLOCK_REALTIME, &silent, &by_hour), 0);
	check("it is set to a date", timer_settime(by_date, TIMER_ABSTIME, &date, NULL), 0);
	check("it is set to an hour", timer_settime(by_hour, 0, &hour, NULL), 0);
	check("the clock is set", clock_settime(CLOCK_REALTIME, &half), 0);
	timer_gettime(by_date, &left);
	check("half an hour is left", left.it_value.tv_sec > 1700 && left.it_value.tv_sec <= 1800, 1);
	timer_gettime(by_hour, &left);
	check("an hour is left", left.it_value.tv_sec > 3500, 1);
	check("the clock is set back", clock_settime(CLOCK_REALTIME, &back), 0);
	timer_gettime(by_date, &left);
	check("an hour is left again", left.it_value.tv_sec > 3500 && left.it_value.tv_sec <= 3600, 1);
	timer_delete(by_date);
	timer_delete(by_hour);
}

/* /proc/self/stat has the time that the process has spent. */
static void check_stat(void)
{
	unsigned long spent = 0;

	for (unsigned i = 0; !spent && !failed && i < 100000; i++) {
		FILE *stat = fopen("/proc/self/stat", "r");
		check("the field", fscanf(stat, "%*d %*s %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &spent), 1);
		fclose(stat);
	}
	check("some time", spent > 0, 1);
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
	check_stat(); /* its name has no space yet */
	check_name();
	check_sleeps();
	set_while(sleep_an_hour);
	set_while(wait_an_hour);
	check_timers();
	check_users();
	check_limits();
	if (!failed)
		puts("times: ok");
	return failed;
}
