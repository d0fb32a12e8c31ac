/* tests/system/libc/processes.c: the folders of processes and threads in /proc, and what prctl and the scheduler keep of each */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <linux/kcmp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "processes"
#include "check.h"

#ifndef SCHED_DEADLINE
#define SCHED_DEADLINE 6
#endif

/* sched_setattr(2) */
struct attr {
	uint32_t size, sched_policy;
	uint64_t sched_flags;
	int32_t sched_nice;
	uint32_t sched_priority;
	uint64_t sched_runtime, sched_deadline, sched_period;
};

/* ---- /proc ---- */

/* The number of entries that are numbers, and whether `wanted` is one. */
static int count_numbers(const char *path, int wanted, int *is_there)
{
	DIR *list = opendir(path);
	const struct dirent *entry;
	int count = 0;

	*is_there = 0;
	while (list && (entry = readdir(list))) {
		const int number = atoi(entry->d_name);
		count += number > 0;
		*is_there |= number == wanted;
	}
	if (list)
		closedir(list);
	return count;
}

static void check_line(const char *path, const char *wanted)
{
	char line[64] = "";
	FILE *file = fopen(path, "r");

	check(path, file && fgets(line, sizeof(line), file), 1);
	check(line, strcmp(line, wanted), 0);
	if (file)
		fclose(file);
}

/* What /proc/PID/cmdline has, at most `size` bytes. */
static long command_of(const char *pid, char *to, size_t size)
{
	char path[64];
	FILE *file;
	size_t n = 0;

	snprintf(path, sizeof(path), "/proc/%s/cmdline", pid);
	file = fopen(path, "r");
	check(path, file != NULL, 1);
	if (file) {
		n = fread(to, 1, size, file);
		fclose(file);
	}
	return (long)n;
}

static const char with_words[] = "processes\0two words\0"; /* the second NUL ends an empty argument */

/* The program was started so, and a child of it is the same program. */
static int shows_command(void)
{
	char line[64], number[16];
	int status;
	const int child = fork();

	check("its own arguments", command_of("self", line, sizeof(line)), sizeof(with_words));
	check("which they are", memcmp(line, with_words, sizeof(with_words)), 0);
	if (!child)
		_exit(failed);
	waitid(P_PID, child, NULL, WEXITED | WNOWAIT);
	snprintf(number, sizeof(number), "%d", child);
	check("none of a process that has ended", command_of(number, line, sizeof(line)), 0);
	check("waitpid", waitpid(child, &status, 0), child);
	check("the child's", status, 0);
	return failed;
}

static void starts_with_words(void)
{
	execl("/proc/self/exe", "processes", "two words", "", NULL);
	failed = 1;
}

static void starts_with_many(void)
{
	char many[1024];

	memset(many, 'x', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	execl("/proc/self/exe", "processes", "many", many, NULL);
	failed = 1;
}

/* Of long arguments it may be the first bytes alone. */
static int shows_many(void)
{
	char line[2048];
	const long n = command_of("self", line, sizeof(line));

	check("many bytes", n >= 504, 1);
	check("the last", line[n - 1] == 'x' || !line[n - 1], 1);
	return failed;
}

static pthread_barrier_t barrier;

static void *named_thread(void *arg)
{
	char path[64];

	prctl(PR_SET_NAME, "second");
	snprintf(path, sizeof(path), "/proc/self/task/%d/comm", gettid());
	check_line(path, "second\n");
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	return arg;
}

static void check_threads(void)
{
	pthread_t thread;
	char path[64];
	int is_there;

	snprintf(path, sizeof(path), "/proc/%d/task", getpid());
	prctl(PR_SET_NAME, "first");
	check_line("/proc/self/comm", "first\n");
	check("one thread", count_numbers("/proc/self/task", getpid(), &is_there), 1);
	check("the leader", is_there, 1);
	pthread_barrier_init(&barrier, NULL, 2);
	pthread_create(&thread, NULL, named_thread, NULL);
	pthread_barrier_wait(&barrier);
	check("two threads", count_numbers(path, getpid(), &is_there), 2);
	check("of this process", count_numbers("/proc/self/task", getpid(), &is_there), 2);
	check("in another's folder", count_numbers("/proc/1/task", getpid(), &is_there) > 0 && !is_there, getpid() != 1);
	check("the processes", count_numbers("/proc", getpid(), &is_there) >= 1, 1);
	check("this one", is_there, 1);
	pthread_barrier_wait(&barrier);
	pthread_join(thread, NULL);
}

/* ---- prctl and the scheduler ---- */

static void slack_of_child(void)
{
	check("a child's slack", prctl(PR_GET_TIMERSLACK), 70000);
	check("PR_SET_TIMERSLACK", prctl(PR_SET_TIMERSLACK, 5), 0);
	check_line("/proc/self/timerslack_ns", "5\n");
	check("PR_SET_TIMERSLACK 0", prctl(PR_SET_TIMERSLACK, 0), 0);
	check("what it began with", prctl(PR_GET_TIMERSLACK), 70000);
}

static void check_slack(void)
{
	check("the first slack", prctl(PR_GET_TIMERSLACK), 50000);
	check("PR_SET_TIMERSLACK", prctl(PR_SET_TIMERSLACK, 70000), 0);
	in_child(slack_of_child, 0);
}

static long set_attr(const struct attr *attr, unsigned flags) { return syscall(SYS_sched_setattr, 0, attr, flags); }

static void deadlines(void)
{
	struct attr attr = {
		.size = sizeof(attr),
		.sched_policy = SCHED_DEADLINE,
		.sched_runtime = 10000000,
		.sched_deadline = 30000000,
		.sched_period = 40000000,
	}, is;

	check("SCHED_DEADLINE", sched_get_priority_max(SCHED_DEADLINE), 0);
	check("sched_setattr", set_attr(&attr, 0), 0);
	check("sched_getattr", syscall(SYS_sched_getattr, 0, &is, sizeof(is), 0), 0);
	check("policy", is.sched_policy, SCHED_DEADLINE);
	check("runtime", (long)is.sched_runtime, 10000000);
	check("deadline", (long)is.sched_deadline, 30000000);
	check("period", (long)is.sched_period, 40000000);
	attr.sched_runtime = 50000000;
	check_error("too long", set_attr(&attr, 0), EINVAL);
	attr.sched_runtime = 10000000;
	check_error("unknown flags", set_attr(&attr, 1000), EINVAL);
	check_error("no structure", set_attr(NULL, 0), EINVAL);
	check_error("no process", syscall(SYS_sched_setattr, 1023, &attr, 0), ESRCH);
	check_error("too small", syscall(SYS_sched_getattr, 0, &is, 47, 0), EINVAL);
	attr = (struct attr){ .sched_policy = SCHED_OTHER, .sched_nice = 3 };
	check("no size", set_attr(&attr, 0), 0);
	check("its nice value", getpriority(PRIO_PROCESS, 0), 3);
}

static void nice_of_group(void)
{
	int status;
	const int pid = fork();

	if (!pid) {
		pause();
		_exit(0);
	}
	setpgid(pid, pid);
	check("setpriority of a group", setpriority(PRIO_PGRP, pid, 7), 0);
	check("getpriority of a group", getpriority(PRIO_PGRP, pid), 7);
	check("not of this process", getpriority(PRIO_PROCESS, 0), 0);
	errno = 0;
	check_error("no group", getpriority(PRIO_PGRP, 1023), ESRCH);
	check("of a user, the most", getpriority(PRIO_USER, 0) <= 0, 1);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
}

static void check_affinity(void)
{
	cpu_set_t set;

	check("sched_getaffinity", sched_getaffinity(0, sizeof(set), &set), 0);
	check("sched_setaffinity", sched_setaffinity(0, sizeof(set), &set), 0);
	CPU_ZERO(&set);
	check_error("no processor", sched_setaffinity(0, sizeof(set), &set), EINVAL);
	check_error("no memory", sched_setaffinity(0, sizeof(set), (const cpu_set_t *)1), EFAULT);
	check_error("no process", sched_setaffinity(1023, sizeof(set), &set), ESRCH);
}

/* ---- time of a processor ---- */

static void check_interval(int which)
{
	const struct itimerval set = { { 3, 3001 }, { 5, 5001 } }, none = { { 0, 0 }, { 0, 0 } };
	struct itimerval is;

	check("setitimer", setitimer(which, &set, NULL), 0);
	check("getitimer", getitimer(which, &is), 0);
	check("the interval", is.it_interval.tv_sec * 1000000 + is.it_interval.tv_usec, 3003001);
	check("what is left", is.it_value.tv_sec * 1000000 + is.it_value.tv_usec <= 5005001 + 20000, 1); /* Linux adds a tick */
	check("setitimer", setitimer(which, &none, NULL), 0);
}

static void on_signal(int sig) { (void)sig; }

static void spend(void)
{
	const struct rlimit limit = { 1, 2 };

	signal(SIGXCPU, on_signal);
	check("setrlimit", setrlimit(RLIMIT_CPU, &limit), 0);
	for (;;)
		;
}

static void spend_by_default(void)
{
	const struct rlimit limit = { 1, 2 };

	check("setrlimit", setrlimit(RLIMIT_CPU, &limit), 0);
	for (;;)
		;
}

/* ---- what two processes share ---- */

static long compare(int a, int b, int type, int file, int other) { return syscall(SYS_kcmp, a, b, type, file, other); }

static void check_shares(void)
{
	const int self = getpid(), copy = dup(0), pid = fork();
	size_t size;
	void *list;
	int status;

	if (!pid) {
		for (;;)
			pause();
	}
	for (int type = KCMP_VM; type <= KCMP_SIGHAND; type++) {
		check("one process", compare(self, self, type, 0, 0), 0);
		check("two processes", compare(self, pid, type, 0, 0) > 0, 1);
	}
	check("one file", compare(self, pid, KCMP_FILE, 0, 0), 0);
	check("its copy", compare(self, pid, KCMP_FILE, 0, copy), 0);
	check("an order", compare(self, pid, KCMP_VM, 0, 0) + compare(pid, self, KCMP_VM, 0, 0), 3);
	check_error("no file", compare(self, pid, KCMP_FILE, 0, 99), EBADF);
	check_error("no type", compare(self, self, KCMP_TYPES, 0, 0), EINVAL);
	check("what none has", compare(self, pid, KCMP_SYSVSEM, 0, 0), 0);
	check_error("a robust list of another", syscall(SYS_get_robust_list, pid, &list, &size), EPERM);
	check_error("of no process", syscall(SYS_get_robust_list, 30000, &list, &size), ESRCH);
	check("one's own", syscall(SYS_get_robust_list, 0, &list, &size), 0);
	check_error("no process", compare(self, 30000, KCMP_VM, 0, 0), ESRCH);
	kill(pid, SIGKILL);
	check("waitpid", waitpid(pid, &status, 0), pid);
	close(copy);
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1)
		return strcmp(argv[1], "many") == 0 ? shows_many() : shows_command();
	in_child(starts_with_words, 0);
	in_child(starts_with_many, 0);
	check_threads();
	check_slack();
	check_shares();
	in_child(deadlines, 0);
	in_child(nice_of_group, 0);
	check_affinity();
	check_interval(ITIMER_REAL);
	check_interval(ITIMER_VIRTUAL);
	check_interval(ITIMER_PROF);
	prctl(PR_SET_DUMPABLE, 0);
	signal(SIGXCPU, SIG_DFL);
	setrlimit(RLIMIT_CORE, &(const struct rlimit){ 0, 0 });
	in_child(spend, SIGKILL);
	in_child(spend_by_default, SIGXCPU);
	printf("processes: %s\n", failed ? "failed" : "ok");
	return failed;
}
