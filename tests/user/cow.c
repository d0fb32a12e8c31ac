/* tests/user/cow.c: fork copies memory, though it shares it; vfork shares it indeed */
#include "check.h"

const char *const check_name = "cow";

enum { PAGE = 4096, DATA = 40, BSS = 120, STACK = 40, GENERATIONS = 4 };

/* Not zero, so that it is in the file. */
static unsigned data[DATA][PAGE / sizeof(unsigned)] = { { 1 } };
static unsigned bss[BSS][PAGE / sizeof(unsigned)];

struct memory {
	unsigned *pages;
	int count;
};

static void fill(const struct memory *memory, unsigned value)
{
	for (int area = 0; area < 3; area++) {
		for (int page = 0; page < memory[area].count; page++) {
			unsigned *words = memory[area].pages + page * (PAGE / sizeof(unsigned));

			words[page] = value + (unsigned)page;
			words[PAGE / sizeof(unsigned) - 1] = ~value;
		}
	}
}

static void check_pages(const char *what, const struct memory *memory, unsigned value)
{
	long wrong = 0;

	for (int area = 0; area < 3; area++) {
		for (int page = 0; page < memory[area].count; page++) {
			const unsigned *words = memory[area].pages + page * (PAGE / sizeof(unsigned));

			wrong += words[page] != value + (unsigned)page;
			wrong += words[PAGE / sizeof(unsigned) - 1] != ~value;
		}
	}
	check(what, wrong, 0);
}

/* Each generation finds what its parent had at the fork, whichever writes first. */
static int generation(const struct memory *memory, int depth, bool child_first)
{
	unsigned mine = 1000u * (unsigned)depth + 7;
	int pid;

	fill(memory, mine);
	if (depth == GENERATIONS)
		return check_failed != 0;
	pid = (int)sys_fork();
	if (pid == 0) {
		if (!child_first)
			yield_long();
		check_pages("a child has its parent's pages", memory, mine);
		sys_exit_group(generation(memory, depth + 1, child_first));
	}
	if (child_first)
		yield_long();
	check_pages("a parent does not see its child's writes", memory, mine);
	fill(memory, mine + 500);
	check_child("child", pid, EXITED(0));
	check_pages("a parent keeps its pages", memory, mine + 500);
	return check_failed != 0;
}

static void check_fork(bool child_first)
{
	unsigned stack[STACK][PAGE / sizeof(unsigned)];
	const struct memory memory[3] = { { data[0], DATA }, { bss[0], BSS }, { stack[0], STACK } };

	check("generations", generation(memory, 0, child_first), 0);
}

/* Many children share one page at the same time, and each has it for itself. */
static int sibling(long i)
{
	check("a sibling's page", data[1][0], 5);
	data[1][0] = (unsigned)i;
	yield_long();
	check("a sibling keeps its page", data[1][0], i);
	return check_failed != 0;
}

static void check_siblings(void)
{
	int pids[8];

	data[1][0] = 5;
	for (int i = 0; i < 8; i++)
		pids[i] = fork_run(sibling, 100 + i);
	for (int i = 0; i < 8; i++)
		check_child("sibling", pids[i], EXITED(0));
	check("a parent keeps the page of siblings", data[1][0], 5);
}

static void check_vfork(void)
{
	volatile unsigned local = 1;
	int pid;

	bss[3][0] = 1;
	pid = (int)sys_vfork();
	if (pid == 0) {
		local = 2;
		data[2][0] = 3;
		bss[3][0] = 4;
		sys_exit_group(9);
	}
	check("vfork shares the stack", local, 2);
	check("vfork shares data", data[2][0], 3);
	check("vfork shares bss", bss[3][0], 4);
	check_child("vfork child", pid, EXITED(9));
}

/* The kernel's own writes must copy as well. */
static int waits(long unused)
{
	static int status = 77;
	int pid = (int)sys_fork();

	(void)unused;
	if (pid == 0)
		sys_exit_group(33);
	sys_wait4(pid, &status, 0);
	return status == EXITED(33) ? 0 : 1;
}

static void check_kernel_writes(void)
{
	static int tid = 55, other = 66;
	int pid = (int)sys_clone(CLONE_CHILD_SETTID | SIGCHLD, NULL, &tid, NULL);

	if (pid == 0)
		sys_exit_group(tid == sys_getpid() ? 0 : 1);
	check_child("the child's tid is written in the child", pid, EXITED(0));
	check("and not in the parent", tid, 55);

	pid = (int)sys_clone(CLONE_PARENT_SETTID | SIGCHLD, &other, NULL, NULL);
	if (pid == 0)
		sys_exit_group(0);
	check("the child's pid is written in the parent", other, pid);
	check_child("child", pid, EXITED(0));
	check_child("wait4 writes a shared page", fork_run(waits, 0), EXITED(0));
}

int main(int argc, char **argv, char **envp)
{
	(void)argc;
	(void)argv;
	(void)envp;
	check_fork(true);
	check_fork(false);
	check_siblings();
	check_vfork();
	check_kernel_writes();
	check_childless("all children were waited for");
	return check_end();
}
