/* tests/user/storm.c: much of the same
 *
 * storm exec N   N times fork, exec of this program, wait
 * storm fork N   N children at once
 * storm deep N   a chain of N generations
 * storm pages N  writes to N pages
 * storm spin     forever
 * storm yield    forever, in the kernel most of the time
 * storm exit N   exits with N */
#include "check.h"

const char *const check_name = "storm";

enum { PAGE = 4096, PAGES_MAX = 4096 };

static char pages[PAGES_MAX][PAGE];
static const char *const exit_3[] = { "/storm", "exit", "3", NULL };

static int execs(long unused)
{
	(void)unused;
	sys_execve(exit_3[0], exit_3, NULL);
	return 1;
}

static int exits(long status) { return (int)status; }

static void storm_exec(int n)
{
	while (n-- > 0)
		check_child("exec", fork_run(execs, 0), EXITED(3));
}

static void storm_fork(int n)
{
	int status, sum = 0;

	for (int i = 0; i < n; i++)
		fork_run(exits, 1 + i % 7);
	for (int i = 0; i < n; i++) {
		check("a child", sys_wait4(-1, &status, 0) > 0, 1);
		sum += status >> 8;
	}
	for (int i = 0; i < n; i++)
		sum -= 1 + i % 7;
	check("all statuses", sum, 0);
}

static int deep(long n)
{
	if (n > 0)
		check_child("generation", fork_run(deep, n - 1), EXITED(0));
	return check_failed != 0;
}

int main(int argc, char **argv, char **envp)
{
	const char *what = argc > 1 ? argv[1] : "";
	int n = argc > 2 ? number(argv[2]) : 0;

	(void)envp;
	if (strcmp(what, "exit") == 0)
		return n;
	while (strcmp(what, "spin") == 0)
		;
	while (strcmp(what, "yield") == 0)
		sys_sched_yield();
	if (strcmp(what, "exec") == 0)
		storm_exec(n);
	if (strcmp(what, "fork") == 0)
		storm_fork(n);
	if (strcmp(what, "deep") == 0)
		check("generations", deep(n), 0);
	for (int i = 0; i < n && i < PAGES_MAX && strcmp(what, "pages") == 0; i++)
		*(volatile char *)pages[i] = 1;
	check_childless("all children were waited for");
	return check_end();
}
