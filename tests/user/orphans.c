/* tests/user/orphans.c: which process adopts an orphan, and the signal at the end of a parent, as Linux 6.18 has them
 *
 * orphans          all of it
 * orphans adopts   what a subreaper execs: still one
 * orphans lingers  what a child execs: it still asks for the signal
 *
 * Tested here: subreaper.cpp */
#include <asm/unistd.h>

#include "check.h"

const char *const check_name = "orphans";

enum { SET_PDEATHSIG = 1, GET_PDEATHSIG = 2, SET_SUBREAPER = 36, GET_SUBREAPER = 37 };
enum { STACK = 4096, UNTOUCHED = 99, BAD_ADDRESS = 8, ORPHAN_EXIT = 7 };

#define PROCESS (CLONE_VM | SIGCHLD) /* in its parent's address space, so that they can exchange data */
#define THREAD SAME_PROCESS

static char **environ;
static char stacks[3][STACK] __attribute__((aligned(16)));
static int used_stacks, asking, child;

static long prctl(int what, unsigned long arg) { return sys(__NR_prctl, what, (long)arg, 0, 0, 0, 0); }

static void check_value(const char *what, int get, int want)
{
	int value = UNTOUCHED;

	check(what, prctl(get, (unsigned long)&value), 0);
	check(what, value, want);
}

static int start(unsigned long flags, int (*run)(void *), void *arg)
{
	char *top = stacks[used_stacks++] + STACK;
	int pid = (int)sys_thread(flags, top, run, arg, NULL, NULL, NULL);

	check("clone", pid > 0, 1);
	return pid;
}

static void await(const int *word, int least)
{
	while (__atomic_load_n(word, __ATOMIC_ACQUIRE) < least)
		sys_sched_yield();
}

static int lives_on(void)
{
	while (sys_sched_yield() == 0)
		;
	return 1;
}

static int execs(const char *what)
{
	const char *const argv[] = { "/orphans", what, NULL };

	return (int)sys_execve(this_program(), argv, (const char *const *)environ);
}

/* ---- subreapers ---- */

static int exits_later(long code)
{
	yield_long();
	return (int)code;
}

/* The last of `generations` leaves a child; none waits for its own. */
static int leaves_orphan(long generations)
{
	if (generations == 0)
		return ORPHAN_EXIT;
	fork_run(generations == 1 ? exits_later : leaves_orphan, generations == 1 ? ORPHAN_EXIT : generations - 1);
	return 0;
}

/* Reaps `count` descendants, one of which is the orphan. */
static void check_adopts(const char *what, int count)
{
	int status, orphans = 0;

	for (int i = 0; i < count; i++) {
		status = -1;
		check(what, sys_wait4(-1, &status, 0) > 0, 1);
		orphans += status == EXITED(ORPHAN_EXIT);
	}
	check(what, orphans, 1);
	check_childless(what);
}

static int is_none(long unused)
{
	(void)unused;
	check_value("a child is not a subreaper", GET_SUBREAPER, 0);
	return check_failed;
}

static int numbers_of_subreapers(long unused)
{
	(void)unused;
	check_value("at first", GET_SUBREAPER, 0);
	check("set", prctl(SET_SUBREAPER, 77), 0);
	check_value("any number", GET_SUBREAPER, 1);
	check_child("fork", fork_run(is_none, 0), EXITED(0));
	check("bad address", prctl(GET_SUBREAPER, BAD_ADDRESS), -KSPAWN_EFAULT);
	check("clear", prctl(SET_SUBREAPER, 0), 0);
	check_value("cleared", GET_SUBREAPER, 0);
	return check_failed;
}

static int adopts(long generations)
{
	prctl(SET_SUBREAPER, 1);
	fork_run(leaves_orphan, generations);
	check_adopts("a subreaper adopts", (int)generations + 1);
	return check_failed;
}

static int leaves_when_told(void *turn)
{
	await(turn, 1);
	return leaves_orphan(1);
}

/* The flag counts when the parent ends, not when the child is made. */
static int becomes_one_later(long unused)
{
	static int turn;

	(void)unused;
	start(PROCESS, leaves_when_told, &turn);
	prctl(SET_SUBREAPER, 1);
	__atomic_store_n(&turn, 1, __ATOMIC_RELEASE);
	check_adopts("a child from before", 2);
	return check_failed;
}

static int was_one(long unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	prctl(SET_SUBREAPER, 0);
	return leaves_orphan(1);
}

static int nearest(long unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	check_child("the nearest adopts", fork_run(adopts, 2), EXITED(0));
	fork_run(was_one, 0);
	check_adopts("one that is none any more does not", 2);
	return check_failed;
}

static int execs_adopts(long unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	return execs("adopts");
}

static int execs_in_thread(void *unused)
{
	(void)unused;
	return execs("adopts");
}

static int thread_execs_adopts(long unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	start(THREAD, execs_in_thread, NULL);
	return lives_on();
}

static int still_adopts(void)
{
	check_value("a subreaper stays one by exec", GET_SUBREAPER, 1);
	fork_run(leaves_orphan, 1);
	check_adopts("after exec", 2);
	return check_failed;
}

static int sets_and_adopts(void *unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	fork_run(leaves_orphan, 1);
	check_adopts("a thread's process", 2);
	sys_exit_group(check_failed);
}

/* Its leader has exited, which changes nothing. */
static int in_a_thread(long unused)
{
	(void)unused;
	start(THREAD, sets_and_adopts, NULL);
	sys_exit(1);
}

static void check_subreapers(void)
{
	check_child("numbers", fork_run(numbers_of_subreapers, 0), EXITED(0));
	check_child("one generation", fork_run(adopts, 1), EXITED(0));
	check_child("three generations", fork_run(adopts, 3), EXITED(0));
	check_child("later", fork_run(becomes_one_later, 0), EXITED(0));
	check_child("nearest", fork_run(nearest, 0), EXITED(0));
	check_child("exec", fork_run(execs_adopts, 0), EXITED(0));
	check_child("exec of a thread", fork_run(thread_execs_adopts, 0), EXITED(0));
	check_child("thread", fork_run(in_a_thread, 0), EXITED(0));
}

/* ---- the signal at the end of a parent ---- */

static int asks(void *unused)
{
	(void)unused;
	check("ask", prctl(SET_PDEATHSIG, SIGKILL), 0);
	__atomic_add_fetch(&asking, 1, __ATOMIC_RELEASE);
	return lives_on();
}

static int asks_for_nothing(long unused)
{
	(void)unused;
	check_value("a child asks for nothing", GET_PDEATHSIG, 0);
	return check_failed;
}

static int numbers_of_signals(long unused)
{
	(void)unused;
	check_value("at first", GET_PDEATHSIG, 0);
	check("one too many", prctl(SET_PDEATHSIG, 129), -KSPAWN_EINVAL);
	check("negative", prctl(SET_PDEATHSIG, (unsigned long)-1), -KSPAWN_EINVAL);
	check("the last", prctl(SET_PDEATHSIG, 64), 0);
	check_value("the last", GET_PDEATHSIG, 64);
	check_child("fork", fork_run(asks_for_nothing, 0), EXITED(0));
	check("bad address", prctl(GET_PDEATHSIG, BAD_ADDRESS), -KSPAWN_EFAULT);
	check("no more", prctl(SET_PDEATHSIG, 0), 0);
	check_value("no more", GET_PDEATHSIG, 0);
	return check_failed;
}

static int leaves_asking(long unused)
{
	(void)unused;
	start(PROCESS, asks, NULL);
	await(&asking, 1);
	return 0;
}

static int execs_lingers(void *unused)
{
	(void)unused;
	prctl(SET_PDEATHSIG, SIGKILL);
	return execs("lingers");
}

static int leaves_execed(long unused)
{
	(void)unused;
	start(PROCESS | CLONE_VFORK, execs_lingers, NULL);
	return 0;
}

static int starts_asking(void *unused)
{
	(void)unused;
	start(THREAD, asks, NULL);
	return lives_on();
}

static int leaves_asking_thread(long unused)
{
	(void)unused;
	start(PROCESS, starts_asking, NULL);
	await(&asking, 1);
	return 0;
}

static int asks_when_adopted(void *parent)
{
	while (sys_getppid() == (int)(long)parent)
		sys_sched_yield();
	return asks(NULL);
}

static int makes_and_ends(void *unused)
{
	(void)unused;
	start(PROCESS, asks_when_adopted, (void *)(long)sys_getpid());
	return 0;
}

/* The second parent ends too. */
static int adopts_and_ends(long unused)
{
	(void)unused;
	prctl(SET_SUBREAPER, 1);
	check_child("the first parent", start(PROCESS, makes_and_ends, NULL), EXITED(0));
	await(&asking, 1);
	return check_failed;
}

/* `leaves` ends well and leaves one orphan, which is killed. */
static void check_killed(const char *what, int (*leaves)(long))
{
	int status = -1;

	prctl(SET_SUBREAPER, 1);
	check_child(what, fork_run(leaves, 0), EXITED(0));
	check(what, sys_wait4(-1, &status, 0) > 0, 1);
	check(what, status, KILLED(SIGKILL));
	prctl(SET_SUBREAPER, 0);
}

/* ---- the parent is the thread that has made the child ---- */

static int makes_asking(void *unused)
{
	int pid = start(PROCESS, asks, NULL);

	(void)unused;
	await(&asking, 2);
	__atomic_store_n(&child, pid, __ATOMIC_RELEASE);
	return 0;
}

static int a_thread_ends(long unused)
{
	int of_leader = start(PROCESS, asks, NULL);

	(void)unused;
	await(&asking, 1);
	start(THREAD, makes_asking, NULL);
	await(&child, 1);
	check_child("the child of a thread that ends", child, KILLED(SIGKILL));
	yield_long();
	check("another thread's child", sys_wait4(of_leader, NULL, WNOHANG), 0);
	sys_kill(of_leader, SIGKILL);
	check_child("another thread's child", of_leader, KILLED(SIGKILL));
	return check_failed;
}

static int waits_for_child(void *unused)
{
	(void)unused;
	check_child("the child of a leader that ends", child, KILLED(SIGKILL));
	sys_exit_group(check_failed);
}

static int the_leader_ends(long unused)
{
	(void)unused;
	child = start(PROCESS, asks, NULL);
	await(&asking, 1);
	start(THREAD, waits_for_child, NULL);
	sys_exit(1);
}

static void check_signals(void)
{
	check_child("numbers", fork_run(numbers_of_signals, 0), EXITED(0));
	check_killed("its parent ends", leaves_asking);
	check_killed("after exec", leaves_execed);
	check_killed("a thread asks", leaves_asking_thread);
	check_killed("the parent that adopted it ends", adopts_and_ends);
	check_child("a thread ends", fork_run(a_thread_ends, 0), EXITED(0));
	check_child("the leader ends", fork_run(the_leader_ends, 0), EXITED(0));
}

int main(int argc, char **argv, char **envp)
{
	const char *what = argc > 1 ? argv[1] : "";

	environ = envp;
	if (strcmp(what, "adopts") == 0)
		return still_adopts();
	if (strcmp(what, "lingers") == 0)
		return lives_on();
	check_subreapers();
	check_signals();
	check_childless("none is left");
	return check_end();
}
