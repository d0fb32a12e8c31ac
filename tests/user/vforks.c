/* tests/user/vforks.c: a vfork's parent sleeps until the child execs or ends, in every manner
 *
 * vforks         all manners
 * vforks orphan  a parent that is killed while its child continues; run it as init */
#include "check.h"

const char *const check_name = "vforks";

enum { STACK = 16384, LATE = 30 };

#define NOWHERE 0x12345670ul

static int ended, victim;
static char stack[STACK] __attribute__((aligned(16)));
static const char *const echo_43[] = { "/echo", "-x", "43", NULL };
static const char *const missing[] = { "/missing", NULL };

static void late(void)
{
	for (int i = 0; i < LATE; i++)
		sys_sched_yield();
	__atomic_store_n(&ended, 1, __ATOMIC_RELEASE);
}

static void execs(void) { sys_execve(echo_43[0], echo_43, NULL); }
static void exits(void) { sys_exit(7); }
static void exits_group(void) { sys_exit_group(8); }
static void crashes(void) { *(volatile char *)NOWHERE = 1; }
static void divides_no_more(void) { __asm__ volatile(KSPAWN_USER_ILLEGAL); }

static void fails_to_exec(void)
{
	check("exec of a missing file", sys_execve(missing[0], missing, NULL), -KSPAWN_ENOENT);
	check("exec of a wild pointer", sys_execve((const char *)NOWHERE, missing, NULL), -KSPAWN_EFAULT);
	sys_exit_group(6);
}

static void is_killed(void)
{
	__atomic_store_n(&victim, sys_getpid(), __ATOMIC_RELEASE);
	for (;;)
		;
}

static int kills(void *unused)
{
	int pid;

	(void)unused;
	while (!(pid = __atomic_load_n(&victim, __ATOMIC_ACQUIRE)))
		sys_sched_yield();
	return sys_kill(pid, SIGKILL);
}

static void one(const char *what, void (*how)(void), int status)
{
	int returns = 0, pid;

	ended = 0;
	pid = (int)sys_vfork();
	__atomic_add_fetch(&returns, 1, __ATOMIC_RELAXED);
	if (pid == 0) {
		late();
		how();
		sys_exit_group(99);
	}
	check(what, pid > 0, 1);
	check("the parent has slept", __atomic_load_n(&ended, __ATOMIC_ACQUIRE), 1);
	check("vfork returns once in each", returns, 2);
	check_child(what, pid, status);
}

static void all(void)
{
	int killer;

	one("exec", execs, EXITED(43));
	one("exec that fails, then exit", fails_to_exec, EXITED(6));
	one("exit", exits, EXITED(7));
	one("exit_group", exits_group, EXITED(8));
	one("wild pointer", crashes, KILLED(SIGSEGV));
	one("illegal instruction", divides_no_more, KILLED(SIGILL));
	killer = (int)sys_thread(CLONE_VM | SIGCHLD, stack + STACK, kills, NULL, NULL, NULL, NULL);
	one("killed by another", is_killed, KILLED(SIGKILL));
	check_child("killer", killer, EXITED(0));
	check_childless("all were waited for");
}

/* The child finds out by its parent's pid, and execs after that. */
static int parent_is_killed(long unused)
{
	int pid = (int)sys_vfork(), parent;

	(void)unused;
	if (pid)
		return 98;
	parent = sys_getppid();
	check("kill of the sleeping parent", sys_kill(parent, SIGKILL), 0);
	while (sys_getppid() == parent)
		sys_sched_yield();
	check("init inherits", sys_getppid(), 1);
	execs();
	sys_exit_group(97);
}

static void orphan(void)
{
	int status = -1;
	int pid = fork_run(parent_is_killed, 0);

	check_child("the killed parent", pid, KILLED(SIGKILL));
	check("its child continues", sys_wait4(-1, &status, 0) > 0, 1);
	check("and execs", status, EXITED(43));
	check_childless("both were waited for");
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	if (argc > 1 && strcmp(argv[1], "orphan") == 0)
		orphan();
	else
		all();
	return check_end();
}
