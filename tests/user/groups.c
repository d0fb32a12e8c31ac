/* tests/user/groups.c: a process whose threads are in the midst of something when it ends or execs
 *
 * groups exec BY SIBLING       BY (leader, thread) execs while a SIBLING (spins, yields, waits, vforks, execs) is at it
 * groups after PID PPID CHILD  is what they exec: still that process, with its child
 * groups exit BY SIBLING       exit_group(7)
 * groups fault BY SIBLING      a wild pointer
 * groups leader                the leader exits with 3, later a thread with 5
 * groups both                  two threads wait for one child
 * groups refused               the same, but one has nowhere to put the status, and reaps all the same
 * groups pgid                  a thread in a changed process group forks, then execs /echo -x 5
 * groups handover N THEN       N times a thread takes the leader's place by exec, then THEN (ends, stays) */
#include <asm/unistd.h>

#include "check.h"

const char *const check_name = "groups";

enum { CHILD_EXIT = 9, GROUP_EXIT = 7, ROUNDS = 100, STACK = 16384 };

#define NOWHERE 0x12345670ul

static char stacks[3][STACK] __attribute__((aligned(16)));
static int used_stacks;
static int at_work, child;
static char pid_text[12], ppid_text[12], child_text[12];
static const char *after[] = { "/groups", "after", pid_text, ppid_text, child_text, NULL };

static void text_of(int n, char *to)
{
	char digits[12];
	int count = 0;

	do
		digits[count++] = (char)('0' + n % 10);
	while (n /= 10);
	while (count)
		*to++ = digits[--count];
	*to = 0;
}

static int start(int (*run)(void *), void *arg)
{
	char *top = stacks[used_stacks++] + STACK;
	int tid = (int)sys_thread(SAME_PROCESS, top, run, arg, NULL, NULL, NULL);

	check("clone", tid > 0, 1);
	return tid;
}

static int ends_later(long yields)
{
	while (yields--)
		sys_sched_yield();
	return CHILD_EXIT;
}

/* Until it is killed, or its parent has exited. */
static int lives_on(long parent)
{
	while (sys_getppid() == parent)
		sys_sched_yield();
	return CHILD_EXIT;
}

static int execs_after(void)
{
	text_of(sys_getpid(), pid_text);
	text_of(sys_getppid(), ppid_text);
	text_of(child, child_text);
	check("execve", sys_execve(after[0], after, NULL), 0);
	return 1;
}

static int sibling_vforks(void)
{
	const int parent = sys_getpid(); /* may be killed before the child runs */
	const int pid = (int)sys_vfork();

	if (pid == 0) {
		child = sys_getpid();
		__atomic_store_n(&at_work, 1, __ATOMIC_RELEASE);
		sys_exit(lives_on(parent));
	}
	for (;;)
		sys_sched_yield();
}

static int sibling(void *arg)
{
	const char *what = arg;

	if (strcmp(what, "vforks") == 0)
		sibling_vforks();
	__atomic_store_n(&at_work, 1, __ATOMIC_RELEASE);
	if (strcmp(what, "execs") == 0)
		return execs_after();
	while (strcmp(what, "yields") == 0)
		sys_sched_yield();
	while (strcmp(what, "waits") == 0)
		sys_wait4(child, NULL, 0);
	for (;;)
		;
}

static int act_exec(void *unused)
{
	(void)unused;
	return execs_after();
}
static int act_exit(void *unused)
{
	(void)unused;
	sys_exit_group(GROUP_EXIT);
}
static int act_fault(void *unused)
{
	(void)unused;
	*(volatile char *)NOWHERE = 1;
	return 1;
}

static int with_sibling(int (*act)(void *), const char *by, char *what)
{
	if (strcmp(what, "vforks") != 0)
		child = fork_run(lives_on, sys_getpid());
	start(sibling, what);
	while (!__atomic_load_n(&at_work, __ATOMIC_ACQUIRE))
		sys_sched_yield();
	if (strcmp(by, "leader") == 0)
		return act(NULL);
	start(act, NULL);
	for (;;)
		sys_sched_yield();
}

static int check_after(char **argv)
{
	check("pid", sys_getpid(), number(argv[2]));
	check("tid", sys_gettid(), number(argv[2]));
	check("parent", sys_getppid(), number(argv[3]));
	check("the child is kept", sys_kill(number(argv[4]), SIGKILL), 0);
	check_child("the child is kept", number(argv[4]), KILLED(SIGKILL));
	check_childless("no other child");
	return check_end();
}

static int exits_with_5(void *unused)
{
	(void)unused;
	yield_long();
	return 5;
}

/* Two threads wait for the child of each round; none of them ends, which would wake the other. */
static int round, waits, reaped, refused;

static int yields_forever(void)
{
	while (sys_sched_yield() == 0)
		;
	return 1;
}

static int each_round(void (*wait)(void))
{
	for (int mine = 1; mine <= ROUNDS; mine++) {
		while (__atomic_load_n(&round, __ATOMIC_ACQUIRE) < mine)
			sys_sched_yield();
		wait();
		__atomic_add_fetch(&waits, 1, __ATOMIC_RELEASE);
	}
	return yields_forever();
}

/* In some rounds later than the other thread, which otherwise might be the last one in all of them. */
static void wait_for_child(void)
{
	int status = -1, got;

	for (int yields = round % 4; yields > 1; yields--)
		sys_sched_yield();
	got = sys_wait4(child, &status, 0);
	check("the child or none", got == child || got == -KSPAWN_ECHILD, 1);
	if (got == child) {
		check("status", status, EXITED(CHILD_EXIT));
		__atomic_add_fetch(&reaped, 1, __ATOMIC_RELAXED);
	}
}

static void wait_in_vain(void)
{
	int got = sys_wait4(child, (int *)NOWHERE, 0);

	if (got == -KSPAWN_EFAULT) {
		refused = 1;
		__atomic_add_fetch(&reaped, 1, __ATOMIC_RELAXED);
	} else {
		check("a wild status, or the other has it", got, -KSPAWN_ECHILD);
	}
}

static int waits_for_child(void *unused)
{
	(void)unused;
	return each_round(wait_for_child);
}
static int waits_in_vain(void *unused)
{
	(void)unused;
	return each_round(wait_in_vain);
}

static void wait_in_both(void)
{
	int before = round;

	child = fork_run(ends_later, 20);
	__atomic_store_n(&round, before + 1, __ATOMIC_RELEASE);
	for (int i = 0; i < 2000 && __atomic_load_n(&waits, __ATOMIC_ACQUIRE) < 2 * (before + 1); i++)
		sys_sched_yield();
	check("both come back", waits, 2 * (before + 1));
	check("one of them reaps it", reaped, before + 1);
}

static int both(void)
{
	start(waits_for_child, NULL);
	start(waits_for_child, NULL);
	wait_in_both();
	return check_end();
}

/* If the other thread reaps first, nothing is refused: again, until it was this one's turn. */
static int with_a_refused(void)
{
	start(waits_in_vain, NULL);
	start(waits_for_child, NULL);
	do
		wait_in_both();
	while (!check_failed && !refused && round < ROUNDS);
	check("refused", refused, 1);
	return check_end();
}

static const char *const echo_5[] = { "/echo", "-x", "5", NULL };

static int forks_and_execs(void *unused)
{
	int pid = fork_run(ends_later, 0);

	(void)unused;
	check("a thread's child is in the group of the process", sys_wait4(-sys_getpid(), NULL, 0), pid);
	if (check_failed)
		sys_exit_group(1);
	return (int)sys_execve(echo_5[0], echo_5, NULL);
}

/* The thread was created before the group was changed. */
static int turn;

static int waits_for_turn(void *unused)
{
	while (!__atomic_load_n(&turn, __ATOMIC_ACQUIRE))
		sys_sched_yield();
	return forks_and_execs(unused);
}

static int changes_group(long unused)
{
	(void)unused;
	start(waits_for_turn, NULL);
	check("setpgid", sys(__NR_setpgid, 0, 0, 0, 0, 0, 0), 0);
	__atomic_store_n(&turn, 1, __ATOMIC_RELEASE);
	return yields_forever();
}

static int pgid(void)
{
	int pid = fork_run(changes_group, 0), status = -1;

	yield_long();
	check("a group goes through an exec", sys_wait4(-pid, &status, 0), pid);
	check("its status", status, EXITED(5));
	return check_end();
}

static const char *next_handover[] = { "/groups", "handover", pid_text, NULL, NULL };

static int execs_handover(void *unused)
{
	(void)unused;
	check("execve", sys_execve(next_handover[0], next_handover, NULL), 0);
	return 1;
}

static int handover(int times, const char *then)
{
	if (times == 0)
		return strcmp(then, "stays") == 0 ? yields_forever() : check_end();
	text_of(times - 1, pid_text);
	next_handover[3] = then;
	if (start(execs_handover, NULL) < 0)
		return 1;
	return yields_forever();
}

int main(int argc, char **argv, char **envp)
{
	const char *what = argc > 1 ? argv[1] : "";

	(void)envp;
	if (strcmp(what, "exec") == 0 && argc == 4)
		return with_sibling(act_exec, argv[2], argv[3]);
	if (strcmp(what, "exit") == 0 && argc == 4)
		return with_sibling(act_exit, argv[2], argv[3]);
	if (strcmp(what, "fault") == 0 && argc == 4)
		return with_sibling(act_fault, argv[2], argv[3]);
	if (strcmp(what, "after") == 0 && argc == 5)
		return check_after(argv);
	if (strcmp(what, "both") == 0)
		return both();
	if (strcmp(what, "refused") == 0)
		return with_a_refused();
	if (strcmp(what, "pgid") == 0)
		return pgid();
	if (strcmp(what, "handover") == 0 && argc == 4)
		return handover(number(argv[2]), argv[3]);
	if (strcmp(what, "leader") != 0)
		return 2;
	start(exits_with_5, NULL);
	sys_exit(3);
}
