/* tests/system/libc/timers.c: timer_create, clocks that are set, and what a wait says of the time of a child */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "timers"
#include "check.h"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

static const struct itimerspec none, soon = { .it_value.tv_nsec = 20000000 },
				     often = { .it_value.tv_nsec = 1000000, .it_interval.tv_nsec = 1000000 };

static timer_t timer_for(int notify, int sig, int value)
{
	struct sigevent event = { .sigev_notify = notify, .sigev_signo = sig, .sigev_value.sival_int = value };
	timer_t timer;

	event.sigev_notify_thread_id = (int)syscall(SYS_gettid);
	check("timer_create", timer_create(CLOCK_MONOTONIC, &event, &timer), 0);
	return timer;
}

static sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return set;
}

/* A timer's signal says whose it is; to a process, or to a thread. */
static void check_signal(int notify, int sig)
{
	const sigset_t set = set_of(sig);
	timer_t timer = timer_for(notify, sig, 77);
	struct itimerspec is;
	siginfo_t info;

	check("timer_settime", timer_settime(timer, 0, &soon, NULL), 0);
	check("timer_gettime", timer_gettime(timer, &is), 0);
	check("what is left", is.it_value.tv_sec == 0 && is.it_value.tv_nsec > 0 && is.it_value.tv_nsec <= 20000000, 1);
	check("sigwaitinfo", sigwaitinfo(&set, &info), sig);
	check("si_code", info.si_code, SI_TIMER);
	check("si_value", info.si_value.sival_int, 77);
	check("si_overrun", info.si_overrun, 0);
	check("timer_gettime", timer_gettime(timer, &is), 0);
	check("it is over", is.it_value.tv_sec + is.it_value.tv_nsec, 0);
	check("timer_delete", timer_delete(timer), 0);
	check("timer_delete again", timer_settime(timer, 0, &soon, NULL), -1);
	check("its error", errno, EINVAL);
}

/* One signal waits, and counts. */
static void check_overrun(void)
{
	const sigset_t set = set_of(SIGRTMIN + 1);
	const struct timespec pause = { 0, 100000000 }, moment = { 0, 0 };
	timer_t timer = timer_for(SIGEV_SIGNAL, SIGRTMIN + 1, 1);
	siginfo_t info;

	check("timer_settime", timer_settime(timer, 0, &often, NULL), 0);
	nanosleep(&pause, NULL);
	check("timer_settime of none", timer_settime(timer, 0, &none, NULL), 0);
	check("sigtimedwait", sigtimedwait(&set, &info, &moment), SIGRTMIN + 1);
	check("si_overrun", info.si_overrun >= 50, 1);
	check("timer_getoverrun", timer_getoverrun(timer), info.si_overrun);
	check("timer_settime", timer_settime(timer, 0, &soon, NULL), 0);
	check("sigwaitinfo", sigwaitinfo(&set, &info), SIGRTMIN + 1);
	check("timer_settime", timer_settime(timer, 0, &often, NULL), 0);
	nanosleep(&pause, NULL);
	check("of the signal that was taken, while the next one waits", timer_getoverrun(timer), info.si_overrun);
	check("timer_settime of none", timer_settime(timer, 0, &none, NULL), 0);
	check("sigtimedwait", sigtimedwait(&set, NULL, &moment), SIGRTMIN + 1);
	check("there is no other", sigtimedwait(&set, &info, &moment), -1);
	timer_delete(timer);
}

/* A signal that is ignored is taken while it is blocked alone. */
static void check_ignored(void)
{
	const sigset_t set = set_of(SIGCONT);
	const struct timespec pause = { 0, 100000000 };
	timer_t timer = timer_for(SIGEV_SIGNAL, SIGCONT, 1);
	int taken;

	check("timer_settime", timer_settime(timer, 0, &often, NULL), 0);
	nanosleep(&pause, NULL);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	taken = timer_getoverrun(timer);
	check("of the signal that was taken", taken >= 50, 1);
	nanosleep(&pause, NULL);
	check("and of none that is ignored", timer_getoverrun(timer), taken);
	timer_delete(timer);
}

/* A time of a clock that can be set, which may be past; a child has no timers. */
static void check_absolute(void)
{
	const sigset_t set = set_of(SIGALRM);
	struct itimerspec at = { 0 }, is;
	timer_t timer;
	int status, pid;

	check("timer_create", timer_create(CLOCK_REALTIME, NULL, &timer), 0);
	clock_gettime(CLOCK_REALTIME, &at.it_value);
	at.it_value.tv_sec += 500;
	check("timer_settime", timer_settime(timer, TIMER_ABSTIME, &at, NULL), 0);
	pid = fork();
	if (!pid)
		_exit(timer_gettime(timer, &is) == -1);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("a child has none", WEXITSTATUS(status), 1);
	at.it_value = (struct timespec){ 0, 1 }; /* the clock may begin at 0 */
	check("timer_settime", timer_settime(timer, TIMER_ABSTIME, &at, &is), 0);
	check("the old time", is.it_value.tv_sec >= 400 && is.it_value.tv_sec <= 500, 1);
	check("sigwaitinfo", sigwaitinfo(&set, NULL), SIGALRM);
	timer_delete(timer);
}

static void check_clock(void)
{
	struct timespec now, then, wrong = { .tv_nsec = 1000000000 };
	struct timeval day;

	clock_gettime(CLOCK_REALTIME, &then);
	then.tv_sec += 86400;
	check("clock_settime", clock_settime(CLOCK_REALTIME, &then), 0);
	clock_gettime(CLOCK_REALTIME, &now);
	check("the clock", now.tv_sec - then.tv_sec <= 60, 1);
	gettimeofday(&day, NULL);
	check("the time of day", day.tv_sec - then.tv_sec <= 60, 1);
	then.tv_sec += 1;
	check("a sleep until then", clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &then, NULL), 0);
	check("no time", clock_settime(CLOCK_REALTIME, &wrong), -1);
	check("another clock", clock_settime(CLOCK_MONOTONIC, &then), -1);
}

static void spend(void)
{
	const clock_t since = clock();

	while (clock() - since < CLOCKS_PER_SEC / 10)
		;
}

/* Timers of the time that the process, or this thread, spends: none of them rings while it sleeps. */
static void check_spent(clockid_t clock)
{
	const sigset_t set = set_of(SIGRTMIN + 2);
	const struct timespec pause = { 0, 100000000 }, moment = { 0, 0 };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN + 2 };
	struct itimerspec at = { 0 }, is;
	siginfo_t info;
	timer_t timer;

	check("timer_create", timer_create(clock, &event, &timer), 0);
	check("timer_settime", timer_settime(timer, 0, &soon, NULL), 0);
	nanosleep(&pause, NULL);
	check("timer_gettime", timer_gettime(timer, &is), 0);
	check("what is left", is.it_value.tv_nsec > 0, 1);
	spend();
	check("sigtimedwait", sigtimedwait(&set, &info, &moment), SIGRTMIN + 2);
	check("si_code", info.si_code, SI_TIMER);
	check("timer_settime", timer_settime(timer, 0, &often, NULL), 0);
	spend();
	check("timer_settime of none", timer_settime(timer, 0, &none, NULL), 0);
	check("sigtimedwait", sigtimedwait(&set, &info, &moment), SIGRTMIN + 2);
	check("si_overrun", info.si_overrun >= 20, 1);
	clock_gettime(clock, &at.it_value);
	at.it_value.tv_sec += 500;
	check("timer_settime", timer_settime(timer, TIMER_ABSTIME, &at, NULL), 0);
	check("timer_gettime", timer_gettime(timer, &is), 0);
	check("what is left", is.it_value.tv_sec >= 400 && is.it_value.tv_sec <= 500, 1);
	check("timer_delete", timer_delete(timer), 0);
}

static void check_wait(void)
{
	struct rusage usage;
	const int pid = fork();

	if (!pid) {
		spend();
		_exit(0);
	}
	memset(&usage, 0xff, sizeof(usage));
	check("wait4", wait4(pid, NULL, 0, &usage), pid);
	check("its time",
	      usage.ru_utime.tv_sec + usage.ru_stime.tv_sec > 0 || usage.ru_utime.tv_usec + usage.ru_stime.tv_usec >= 90000, 1);
	check("a count", usage.ru_nivcsw, 0);
}

int main(void)
{
	check_signal(SIGEV_SIGNAL, SIGALRM);
	check_signal(SIGEV_SIGNAL, SIGRTMIN);
	check_signal(SIGEV_THREAD_ID, SIGRTMIN);
	check_overrun();
	check_ignored();
	check_absolute();
	check_spent(CLOCK_PROCESS_CPUTIME_ID);
	check_spent(CLOCK_THREAD_CPUTIME_ID);
	check_wait();
	check_clock();
	printf("timers: %s\n", failed ? "failed" : "ok");
	return failed;
}
