/* tests/system/libc/signals.c: which thread gets a signal, with what siginfo, and which calls a handler ends */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define NAME "signals"
#include "check.h"

static int ends[2];
static volatile siginfo_t got;
static volatile pid_t got_by;
static volatile int ready;

static pid_t tid(void) { return (pid_t)syscall(SYS_gettid); }

static void note(int sig, siginfo_t *info, void *context)
{
	(void)sig, (void)context;
	memcpy((void *)&got, info, sizeof(got));
	got_by = tid();
}

static void handle(int sig, int flags)
{
	struct sigaction action = { .sa_sigaction = note, .sa_flags = SA_SIGINFO | flags };

	check("sigaction", sigaction(sig, &action, NULL), 0);
}

static void mask(int how, int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	check("pthread_sigmask", pthread_sigmask(how, &set, NULL), 0);
}

static void pass(long ms)
{
	const struct timespec time = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&time, NULL);
}

/* ---- threads ---- */

static void *spins(void *arg)
{
	mask(SIG_UNBLOCK, SIGUSR1);
	*(volatile pid_t *)arg = tid();
	while (!got_by)
		sched_yield();
	return NULL;
}

/* The process's signal goes to the thread that does not block it, a thread's own to it. */
static void check_threads(void)
{
	volatile pid_t its = 0;
	pthread_t thread;

	handle(SIGUSR1, 0);
	mask(SIG_BLOCK, SIGUSR1);
	for (int process = 0; process < 2; process++) {
		its = 0, got_by = 0;
		check("pthread_create", pthread_create(&thread, NULL, spins, (void *)&its), 0);
		while (!its)
			sched_yield();
		check("kill", process ? kill(getpid(), SIGUSR1) : pthread_kill(thread, SIGUSR1), 0);
		pthread_join(thread, NULL);
		check("the thread", got_by, its);
		check("si_code", got.si_code, process ? SI_USER : SI_TKILL);
		check("si_pid", got.si_pid, getpid());
	}
	mask(SIG_UNBLOCK, SIGUSR1);
}

static void *outlives(void *first)
{
	check("pthread_join", pthread_join(*(pthread_t *)first, NULL), 0);
	check("write", write(ends[1], "x", 1), 1);
	while (!got_by)
		pass(1);
	_exit(got_by == tid() ? 5 : 1);
}

/* The first thread of a process has ended; the process still gets signals. */
static void check_leaderless(void)
{
	int status;
	pid_t pid;

	got_by = 0;
	check("pipe", pipe(ends), 0);
	pid = fork();
	if (!pid) {
		static pthread_t first, thread;
		first = pthread_self();
		pthread_create(&thread, NULL, outlives, &first);
		pthread_exit(NULL);
	}
	check("read", read(ends[0], &status, 1), 1);
	check("kill", kill(pid, SIGUSR1), 0);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its status", WEXITSTATUS(status), 5);
}

/* ---- siginfo ---- */

static void check_queue(int sig)
{
	struct timespec none = { 0, 0 };
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	mask(SIG_BLOCK, sig);
	for (int i = 0; i < 3; i++)
		check("sigqueue", sigqueue(getpid(), sig, (union sigval){ .sival_int = 40 + i }), 0);
	for (int i = 0; i < 3; i++) {
		check("sigwaitinfo", sigwaitinfo(&set, &info), sig);
		check("its value", info.si_value.sival_int, 40 + i);
		check("its code", info.si_code, SI_QUEUE);
	}
	check("sigtimedwait", sigtimedwait(&set, &info, &none), -1);
	check("its error", errno, EAGAIN);
	mask(SIG_UNBLOCK, sig);
}

static void check_child(void)
{
	int status;
	pid_t pid;

	handle(SIGCHLD, 0);
	got_by = 0;
	pid = fork();
	if (!pid)
		_exit(9);
	while (!got_by)
		pass(1);
	check("si_pid", got.si_pid, pid);
	check("si_code", got.si_code, CLD_EXITED);
	check("si_status", got.si_status, 9);
	check("waitpid", waitpid(pid, &status, 0), pid);
	pid = fork();
	if (!pid)
		for (;;)
			pause();
	kill(pid, SIGSTOP);
	check("waitpid", waitpid(pid, &status, WUNTRACED), pid);
	check("it is stopped", WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP, 1);
	check("si_code", got.si_code, CLD_STOPPED);
	kill(pid, SIGCONT);
	check("waitpid", waitpid(pid, &status, WCONTINUED), pid);
	check("it continues", WIFCONTINUED(status), 1);
	kill(pid, SIGKILL);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("it is killed", WTERMSIG(status), SIGKILL);
	signal(SIGCHLD, SIG_DFL);
}

/* ---- faults, on another stack ---- */

static volatile char *page;

static void mend(int sig, siginfo_t *info, void *context)
{
	char here;

	note(sig, info, context);
	ready = &here >= page + 4096 && &here < page + 4096 + SIGSTKSZ;
	mprotect((void *)page, 4096, PROT_READ | PROT_WRITE);
}

static void check_fault(void)
{
	struct sigaction action = { .sa_sigaction = mend, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESETHAND }, old;
	stack_t stack = { .ss_size = SIGSTKSZ };

	page = mmap(NULL, 4096 + (size_t)SIGSTKSZ, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	stack.ss_sp = (void *)(page + 4096);
	check("sigaltstack", sigaltstack(&stack, NULL), 0);
	check("mprotect", mprotect((void *)page, 4096, PROT_READ), 0);
	check("sigaction", sigaction(SIGSEGV, &action, NULL), 0);
	page[17] = 1;
	check("si_addr", got.si_addr == page + 17 || got.si_addr == page /* some machines report only the page */, 1);
	check("si_code", got.si_code, SEGV_ACCERR);
	check("on its stack", ready, 1);
	check("sigaction", sigaction(SIGSEGV, NULL, &old), 0);
	check("the handler was for once", old.sa_handler == SIG_DFL, 1);
}

/* A word that is not aligned, where there is no memory: the memory is what is missing. */
static void check_nowhere(void)
{
	volatile long long *volatile nowhere = (volatile long long *)1;
	int status;
	const pid_t pid = fork();

	if (!pid)
		_exit((int)*nowhere);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("a load from nowhere", WTERMSIG(status), SIGSEGV);
}

static void check_core(rlim_t size, int dumped)
{
	int status;
	struct rlimit limit = { size, 4096 };
	const pid_t pid = fork();

	if (!pid) {
		check("setrlimit", setrlimit(RLIMIT_CORE, &limit), 0);
		check("setuid", setuid(1000), 0); /* root may raise it */
		limit.rlim_max = 4097;
		check("a hard limit does not grow", setrlimit(RLIMIT_CORE, &limit), -1);
		check("getrlimit", getrlimit(RLIMIT_CORE, &limit), 0);
		check("its hard limit", (long)limit.rlim_max, 4096);
		if (!failed)
			abort();
		_exit(1);
	}
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("abort", WTERMSIG(status), SIGABRT);
	check("a core", WCOREDUMP(status) != 0, dumped);
}

/* ---- calls that a handler ends, or that continue after it ---- */

static void after(long ms, int sig, pid_t to, int byte)
{
	if (fork())
		return;
	pass(ms);
	kill(to, sig);
	pass(ms);
	if (byte)
		check("write", write(ends[1], "y", 1), 1);
	_exit(0);
}

static void check_restart(void)
{
	const struct timespec second = { 0, 100000000 }, minute = { 60, 0 };
	struct timespec begin, end, left = { 0, 0 };
	char c;

	handle(SIGUSR2, 0);
	after(20, SIGUSR2, getpid(), 0);
	check("read", read(ends[0], &c, 1), -1);
	check("its error", errno, EINTR);
	check("wait", wait(NULL) > 0, 1);
	handle(SIGUSR2, SA_RESTART);
	after(20, SIGUSR2, getpid(), 1);
	check("read", read(ends[0], &c, 1), 1);
	check("wait", wait(NULL) > 0, 1);
	after(100, SIGUSR2, getpid(), 0);
	check("nanosleep is not made again", nanosleep(&minute, &left), -1);
	check("its error", errno, EINTR);
	check("what is left", left.tv_sec > 0 && left.tv_sec < 60, 1);
	check("wait", wait(NULL) > 0, 1);
	/* Without a handler it sleeps on, until its time. */
	after(20, SIGCONT, getpid(), 0);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	check("nanosleep", nanosleep(&second, NULL), 0);
	clock_gettime(CLOCK_MONOTONIC, &end);
	check("all of it", (end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec - begin.tv_nsec >= 100000000, 1);
	check("wait", wait(NULL) > 0, 1);
}

int main(void)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	check_threads();
	check_leaderless();
	check_queue(SIGRTMIN + 1);
	check_queue(SIGRTMAX);
	check_child();
	check_fault();
	check_nowhere();
	check_core(0, 0);
	check_core(4096, 1);
	check_restart();
	if (!failed)
		puts("signals: ok");
	return failed;
}
