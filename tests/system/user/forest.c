/* tests/system/user/forest.c: creations, execs and ends of all kinds, from several processes at once, and not a frame is lost
 *
 * forest CREATIONS PLANTERS */
#include "system.h"

const char *const check_name = "forest";

enum { PRINTED = 1000, LEAF = 3, STACK = 8192, PLANTERS_MAX = 16 };

static const char *const leaf_words[] = { "/forest", "leaf", NULL }, *const none[] = { NULL };
static int *creations; /* shared by all */
static char stacks[2][STACK] __attribute__((aligned(16)));

/* Prints how far it is now and then: a kernel that prints nothing for long is taken for one that hangs. */
static void created(int n)
{
	const int before = __atomic_fetch_add(creations, n, __ATOMIC_RELAXED);

	if (before / PRINTED != (before + n) / PRINTED)
		print("forest: %d creations\n", before + n);
}

static int leaf(long status) { return (int)status; }

static int execs(long unused)
{
	(void)unused;
	sys_execve(this_program(), leaf_words, none);
	return 127;
}

static int by_vfork(long unused)
{
	const int pid = (int)sys_vfork();

	(void)unused;
	if (pid == 0) {
		sys_execve(this_program(), leaf_words, none);
		sys_exit_group(127);
	}
	created(1);
	check_child("by vfork", pid, EXITED(LEAF));
	return check_failed ? 126 : LEAF;
}

static int two(long depth)
{
	int pids[2];

	for (int i = 0; i < 2; i++)
		pids[i] = depth > 1 ? fork_run(two, depth - 1) : fork_run(leaf, LEAF);
	created(2);
	for (int i = 1; i >= 0; i--)
		check_child("one of two", pids[i], EXITED(LEAF));
	return check_failed ? 126 : LEAF;
}

static int spins(void *unused)
{
	(void)unused;
	while (sys_sched_yield() == 0)
		;
	return 126;
}

static int ends_all(void *unused)
{
	(void)unused;
	sys_exit_group(LEAF);
}

static int execs_alone(void *unused)
{
	(void)unused;
	return execs(0);
}

/* Three threads, of which the last ends them all, or becomes another program. */
static int group(long ends)
{
	int (*const last)(void *) = ends ? ends_all : execs_alone;

	check("clone", sys_thread(SAME_PROCESS, stacks[0] + STACK, spins, NULL, NULL, NULL, NULL) > 0, 1);
	check("clone", sys_thread(SAME_PROCESS, stacks[1] + STACK, last, NULL, NULL, NULL, NULL) > 0, 1);
	created(2);
	return spins(NULL);
}

/* Its child comes to the first process. */
static int leaves_one(long unused)
{
	(void)unused;
	fork_run(leaf, LEAF);
	created(1);
	return LEAF;
}

static const struct {
	const char *what;
	int (*fn)(long);
	long arg;
} kinds[] = {
	{ "a leaf", leaf, LEAF }, { "an exec", execs, 0 },    { "a vfork", by_vfork, 0 },     { "a tree", two, 3 },
	{ "a leaf", leaf, LEAF }, { "a group", group, true }, { "a group's exec", group, 0 }, { "an orphan", leaves_one, 0 },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

/* Two at a time, so that they meet. */
static int plant(long all)
{
	int pids[2] = { 0 };
	unsigned n = (unsigned)sys_getpid();

	for (; __atomic_load_n(creations, __ATOMIC_RELAXED) < all && !check_failed; n++) {
		for (int i = 0; i < 2; i++)
			pids[i] = fork_run(kinds[(n + (unsigned)i * 3) % KINDS].fn, kinds[(n + (unsigned)i * 3) % KINDS].arg);
		created(2);
		for (int i = 0; i < 2; i++)
			check_child(kinds[(n + (unsigned)i * 3) % KINDS].what, pids[i], EXITED(LEAF));
	}
	return check_failed ? 126 : LEAF;
}

/* Orphans come between the planters. */
static void wait_for_all(void)
{
	int status, pid;

	while ((pid = sys_wait4(-1, &status, 0)) > 0)
		check("a planter or an orphan", status, EXITED(LEAF));
}

int main(int argc, char **argv, char **envp)
{
	const int all = argc == 3 ? number(argv[1]) : 1000, planters = argc == 3 ? number(argv[2]) : 4;
	struct usage before;

	(void)envp;
	if (argc == 2)
		return LEAF;
	creations = (int *)map(0, PAGE, MAP_SHARED);
	*creations = 0;
	settle();
	for (int i = 0; i < KINDS; i++)
		check_child("the first", fork_run(kinds[i].fn, kinds[i].arg), EXITED(LEAF));
	wait_for_all();
	before = usage();
	*creations = 0;
	for (int i = 0; i < planters; i++)
		fork_run(plant, all);
	wait_for_all();
	check("all were created", *creations >= all, 1);
	check_usage("after the last", before);
	if (!check_failed)
		print("forest: %d creations by %d\n", *creations, planters);
	return check_end();
}
