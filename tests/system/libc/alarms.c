/* tests/system/libc/alarms.c: the timer of a process, and the time that it and its children spend */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "alarms"
#include "check.h"

static volatile int rung;

static void on_alarm(int sig)
{
	(void)sig;
	rung++;
}

static struct itimerval timer(long us, long every)
{
	return (struct itimerval){ .it_value = { us / 1000000, us % 1000000 }, .it_interval = { 0, every } };
}

static void check_alarm(void)
{
	struct itimerval set = timer(20000, 0), old;
	sigset_t blocked, before;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGALRM);
	sigprocmask(SIG_BLOCK, &blocked, &before);
	check("none", alarm(1000), 0);
	check("what was left", alarm(3), 1000);
	check("setitimer", setitimer(ITIMER_REAL, &set, &old), 0);
	check("the alarm's", old.it_value.tv_sec, 2);
	check("sigsuspend", sigsuspend(&before), -1);
	check("its error", errno, EINTR);
	check("once", rung, 1);
	sigprocmask(SIG_SETMASK, &before, NULL);
	check("getitimer", getitimer(ITIMER_REAL, &old), 0);
	check("it is over", old.it_value.tv_sec + old.it_value.tv_usec, 0);
}

static void check_interval(void)
{
	struct itimerval set = timer(5000, 5000), none = timer(0, 0), old;
	int status, pid;

	rung = 0;
	check("setitimer", setitimer(ITIMER_REAL, &set, NULL), 0);
	while (rung < 3)
		pause();
	check("setitimer", setitimer(ITIMER_REAL, &none, &old), 0);
	check("the interval", old.it_interval.tv_usec, 5000);
	set.it_value.tv_usec = 1000000;
	check("too many", setitimer(ITIMER_REAL, &set, NULL), -1);
	check("its error", errno, EINVAL);
	alarm(1000);
	pid = fork();
	if (!pid)
		_exit((int)alarm(0));
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("a child has none", WEXITSTATUS(status), 0);
	check("the parent has", alarm(0) > 900, 1);
}

/* An exec keeps it: the program ends by it. */
static void check_exec(char *self)
{
	int status;
	const int pid = fork();

	if (!pid) {
		struct itimerval set = timer(50000, 0);
		setitimer(ITIMER_REAL, &set, NULL);
		execl(self, self, "sleep", (char *)NULL);
		_exit(1);
	}
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("killed", WTERMSIG(status), SIGALRM);
}

static void spend(void)
{
	struct rusage usage;

	do
		getrusage(RUSAGE_SELF, &usage);
	while (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec == 0 && usage.ru_utime.tv_usec + usage.ru_stime.tv_usec < 100000);
}

static void check_times(void)
{
	struct rusage usage;
	struct timespec time;
	struct tms tms;
	const int pid = fork();

	if (!pid) {
		spend();
		_exit(0);
	}
	check("waitpid", waitpid(pid, NULL, 0), pid);
	check("times", times(&tms) != (clock_t)-1, 1);
	check("the child's", tms.tms_cutime + tms.tms_cstime >= 9, 1);
	check("getrusage", getrusage(RUSAGE_CHILDREN, &usage), 0);
	check("the child's", usage.ru_utime.tv_usec + usage.ru_stime.tv_usec >= 90000, 1);
	spend();
	check("clock", clock() > CLOCKS_PER_SEC / 20, 1);
	check("clock_gettime", clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time), 0);
	check("the thread's", time.tv_sec > 0 || time.tv_nsec >= 50000000, 1);
	check("of no process", getrusage(17, &usage), -1);
	check("its error", errno, EINVAL);
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = on_alarm };

	if (argc > 1)
		return (int)sleep(1000);
	sigaction(SIGALRM, &action, NULL);
	check_alarm();
	check_interval();
	check_exec(argv[0]);
	check_times();
	if (!failed)
		puts("alarms: ok");
	return failed;
}
