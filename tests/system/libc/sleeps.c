/* tests/system/libc/sleeps.c: sleeps and timers of a millisecond end before the next tick; by emulated time, on one processor */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/time.h>
#include <time.h>

#define NAME "sleeps"
#include "check.h"

enum { MILLISECOND = 1000000, TIMES = 20 };

static long now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (long)(time.tv_sec % 1000) * 1000000000 + time.tv_nsec;
}

static void sleep_once(void) { nanosleep(&(const struct timespec){ 0, MILLISECOND }, NULL); }

static volatile sig_atomic_t rung;
static void ring(int sig) { rung = sig; }

/* The signal interrupts a program that does not sleep. */
static void set_once(void)
{
	rung = 0;
	setitimer(ITIMER_REAL, &(const struct itimerval){ .it_value = { 0, 1000 } }, NULL);
	while (!rung)
		;
}

/* Three milliseconds at most, for a machine of few instructions a millisecond: a tick takes four. */
static void check_all(const char *what, void (*wait)(void))
{
	for (int i = 0; i < TIMES; i++) {
		const long start = now();
		long took;
		wait();
		took = now() - start;
		if (took < MILLISECOND || took > 3 * MILLISECOND)
			check(what, took, MILLISECOND);
	}
}

int main(void)
{
	signal(SIGALRM, ring);
	check_all("a sleep", sleep_once);
	check_all("a timer", set_once);
	if (!failed)
		puts("sleeps: ok");
	return failed;
}
