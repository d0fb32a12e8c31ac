/* tests/system/user/leaderless.c: a process whose first thread has exited still gets its signals */
#include "system.h"

#include "frames.h"

const char *const check_name = "leaderless";

static char stack[16384] __attribute__((aligned(16)));

static void handler(int sig, void *info, void *context)
{
	(void)info, (void)context;
	sys_exit_group(sig);
}

static void handle(int sig)
{
	const struct action action = { .handler = handler };

	call(__NR_rt_sigaction, sig, (long)&action, 0, SIGNAL_SET);
}

/* Sleeps until there is a signal. */
static int sleeps(void *unused)
{
	const uint32_t none[SIGNAL_SET / 4] = { 0 };

	(void)unused;
	while (call(__NR_rt_sigsuspend, (long)none, SIGNAL_SET, 0, 0))
		;
	return 1;
}

static int spins(void *unused)
{
	(void)unused;
	while (*(volatile char *)stack == 0)
		;
	return 1;
}

static int calls(void *unused)
{
	(void)unused;
	while (sys_getppid() >= 0)
		;
	return 1;
}

static int returns(long value) { return (int)value; }

static int has_child(void *unused)
{
	const long time[2] = { 0, 20000000 };

	(void)unused;
	if (fork_run(returns, 0) > 0)
		call(__NR_nanosleep, (long)time, 0, 0, 0);
	return sleeps(NULL);
}

static int (*const threads[])(void *) = { sleeps, spins, calls };
enum { THREADS = sizeof(threads) / sizeof(*threads) };

/* The first thread exits at once. */
static int leads(long which)
{
	handle(SIGUSR1);
	sys_thread(SAME_PROCESS, stack + sizeof(stack), threads[which], NULL, NULL, NULL, NULL);
	sys_exit(3);
}

static int leads_parent(long unused)
{
	(void)unused;
	handle(SIGCHLD);
	sys_thread(SAME_PROCESS, stack + sizeof(stack), has_child, NULL, NULL, NULL, NULL);
	sys_exit(3);
}

static void check_signal(int sig, int want)
{
	for (long which = 0; which < THREADS; which++) {
		const int pid = fork_run(leads, which);

		yield_long();
		check("kill", sys_kill(pid, sig), 0);
		check_status("a process whose first thread has exited", pid, want);
	}
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	check_signal(SIGKILL, KILLED(SIGKILL));
	check_signal(SIGTERM, KILLED(SIGTERM));
	check_signal(SIGUSR1, EXITED(SIGUSR1));
	check_status("the end of a child", fork_run(leads_parent, 0), EXITED(SIGCHLD));
	sys_wait4(-1, NULL, 0); /* that child */
	check_childless("all children were waited for");
	return check_end();
}
