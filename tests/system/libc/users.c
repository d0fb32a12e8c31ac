/* tests/system/libc/users.c: the users of processes, and what only root may do to others */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "users"
#include "check.h"

enum { USER = 1000, OTHER = 1001 };

static int root_child;

static void check_ids(const char *what, uid_t real, uid_t effective, uid_t saved)
{
	uid_t ids[3] = { 9, 9, 9 };

	check(what, getresuid(&ids[0], &ids[1], &ids[2]), 0);
	check(what, ids[0], real);
	check(what, ids[1], effective);
	check(what, ids[2], saved);
}

static void root_gives_up_all(void)
{
	check("setgid", setgid(USER), 0);
	check("setuid", setuid(USER), 0);
	check_ids("after setuid", USER, USER, USER);
	check("getgid", getgid(), USER);
	check_error("no way back", setuid(0), EPERM);
	check_error("to another", setuid(OTHER), EPERM);
	check_error("by setresuid", setresuid(-1, 0, -1), EPERM);
	check_error("by setreuid", setreuid(0, -1), EPERM);
	check_error("of the group", setgid(0), EPERM);
	check("to itself", setuid(USER), 0);
}

static void root_for_a_while(void)
{
	check("seteuid", seteuid(USER), 0);
	check_ids("after seteuid", 0, USER, 0);
	check_error("to another", seteuid(OTHER), EPERM);
	check("the way back", seteuid(0), 0);
	check("setreuid", setreuid(USER, OTHER), 0);
	check_ids("after setreuid", USER, OTHER, OTHER);
	check("an exchange", setreuid(OTHER, USER), 0);
	check_ids("after it", OTHER, USER, USER);
	check("setresuid", setresuid(USER, -1, OTHER), 0);
	check_ids("after setresuid", USER, USER, OTHER);
	check("the saved one", setuid(OTHER), 0);
	check_ids("after setuid", USER, OTHER, OTHER);
}

static void kills(void)
{
	setuid(USER);
	check_error("kill of root's", kill(root_child, SIGTERM), EPERM);
	check_error("of init", kill(1, 0), EPERM);
	check("SIGCONT in the session", kill(root_child, SIGCONT), 0);
	check("of itself", kill(getpid(), 0), 0);
}

/* A child's user is in what its parent gets of it. */
static void tells_its_user(void)
{
	siginfo_t info;

	if (!fork()) {
		setuid(USER);
		_exit(0);
	}
	check("waitid", waitid(P_ALL, 0, &info, WEXITED), 0);
	check("si_uid", info.si_uid, USER);
}

static void rights(void)
{
	struct sched_param none = { 0 }, high = { .sched_priority = 5 };
	struct rlimit limit;
	cpu_set_t set;

	sched_getaffinity(0, sizeof(set), &set);
	setuid(USER);
	check("a higher nice value", setpriority(PRIO_PROCESS, 0, 3), 0);
	check_error("a lower one", setpriority(PRIO_PROCESS, 0, 2), EACCES);
	check_error("of another's process", setpriority(PRIO_PROCESS, root_child, 5), EPERM);
	check_error("a real-time policy", sched_setscheduler(0, SCHED_FIFO, &high), EPERM);
	check_error("of another's process", sched_setscheduler(root_child, SCHED_BATCH, &none), EPERM);
	check_error("affinity of another's process", sched_setaffinity(root_child, sizeof(set), &set), EPERM);
	check("its own policy", sched_setscheduler(0, SCHED_BATCH, &none), 0);
	check("getrlimit", getrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_cur = limit.rlim_max = 10;
	check("a lower limit", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_max = 11;
	check_error("a higher one", setrlimit(RLIMIT_MEMLOCK, &limit), EPERM);
	check_error("of another's process", prlimit(root_child, RLIMIT_MEMLOCK, NULL, &limit), EPERM);
}

static void root_raises(void)
{
	struct rlimit limit = { 10, 10 };

	check("a lower limit", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_max = 11;
	check("a higher one", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
}

static void starts_program(void)
{
	setresuid(USER, OTHER, 0);
	execl("/proc/self/exe", "users", "started", NULL);
	execl("/users", "users", "started", NULL); /* where there is no such link */
	failed = 1;
}

int main(int argc, char **argv)
{
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && strcmp(argv[1], "started") == 0) {
		check_ids("after an exec", USER, OTHER, OTHER);
		check("AT_UID", (long)getauxval(AT_UID), USER);
		check("AT_EUID", (long)getauxval(AT_EUID), OTHER);
		return failed;
	}
	root_child = fork();
	if (!root_child) {
		for (;;)
			pause();
	}
	check_ids("at the start", 0, 0, 0);
	in_child(root_gives_up_all, 0);
	in_child(root_for_a_while, 0);
	in_child(kills, 0);
	in_child(tells_its_user, 0);
	in_child(rights, 0);
	in_child(root_raises, 0);
	in_child(starts_program, 0);
	kill(root_child, SIGKILL);
	waitpid(root_child, &status, 0);
	printf("users: %s\n", failed ? "failed" : "ok");
	return failed;
}
