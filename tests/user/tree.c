/* tests/user/tree.c: a forest of forks and execs that end, and are waited for, in every order
 *
 * tree node DEPTH STATUS  is a node with two subtrees, exec'ed by its parent */
#include "check.h"

const char *const check_name = "tree";

enum { CHILDREN = 4, ORDERS = 24, LEFT = 91 };

static char **environ;

/* The n-th order of four. */
static void permute(int order, int *places)
{
	int left[CHILDREN] = { 0, 1, 2, 3 };

	for (int i = 0; i < CHILDREN; i++) {
		int pick = order % (CHILDREN - i);

		order /= CHILDREN - i;
		places[i] = left[pick];
		for (int j = pick; j < CHILDREN - 1; j++)
			left[j] = left[j + 1];
	}
}

/* Children on the same memory, each of which exits when it is its turn. */
static int turn;
static char stacks[CHILDREN][8192] __attribute__((aligned(16)));

static int exits_in_turn(void *arg)
{
	int place = (int)(long)arg;

	while (__atomic_load_n(&turn, __ATOMIC_ACQUIRE) != place)
		sys_sched_yield();
	__atomic_store_n(&turn, place + 1, __ATOMIC_RELEASE);
	return 10 + place;
}

static void start_turns(const int *places, int *pids)
{
	turn = -1;
	for (int i = 0; i < CHILDREN; i++) {
		pids[i] = (int)sys_thread(CLONE_VM | SIGCHLD, stacks[i] + sizeof(stacks[i]), exits_in_turn,
					  (void *)(long)places[i], NULL, NULL, NULL);
		check("clone", pids[i] > 0, 1);
	}
}

static void check_exit_order(int order)
{
	int places[CHILDREN], pids[CHILDREN];

	permute(order, places);
	start_turns(places, pids);
	for (int i = 0; i < CHILDREN; i++)
		check("WNOHANG while it lives", sys_wait4(pids[i], NULL, WNOHANG), 0);
	check("WNOHANG while all live", sys_wait4(-1, NULL, WNOHANG), 0);
	__atomic_store_n(&turn, 0, __ATOMIC_RELEASE);
	for (int i = 0; i < CHILDREN; i++)
		check_child("exit in any order", pids[i], EXITED(10 + places[i]));
	check_childless("all children that exited in order");
}

static int exits(long status) { return (int)status; }

static void check_wait_order(int order)
{
	int places[CHILDREN], pids[CHILDREN];

	permute(order, places);
	for (int i = 0; i < CHILDREN; i++)
		pids[i] = fork_run(exits, 20 + i);
	if (order % 2)
		yield_long();
	for (int i = 0; i < CHILDREN; i++)
		check_child("wait in any order", pids[places[i]], EXITED(20 + places[i]));
	check("waiting twice", sys_wait4(pids[0], NULL, 0), -KSPAWN_ECHILD);
	check_childless("all children that were reaped in order");
}

/* Wait by any child and by group: each comes exactly once, with its own status. */
static void check_wait_any(int whom)
{
	int pids[CHILDREN], seen = 0, status;

	for (int i = 0; i < CHILDREN; i++)
		pids[i] = fork_run(exits, 30 + i);
	for (int i = 0; i < CHILDREN; i++) {
		int pid = sys_wait4(whom, &status, 0);

		for (int j = 0; j < CHILDREN; j++) {
			if (pids[j] == pid) {
				check("status of any child", status, EXITED(30 + j));
				seen += 1 << (4 * j);
			}
		}
	}
	check("each child once", seen, 0x1111);
	check_childless("all of any");
}

/* WNOHANG comes to see the end in the end. */
static void check_nohang(void)
{
	int pid = fork_run(exits, 5), status = -1, got;

	while ((got = sys_wait4(pid, &status, WNOHANG)) == 0)
		sys_sched_yield();
	check("WNOHANG of the dead", got, pid);
	check("its status", status, EXITED(5));
	check("WNOHANG without children", sys_wait4(-1, NULL, WNOHANG), -KSPAWN_ECHILD);
}

static void check_refusals(void)
{
	int pid = fork_run(exits, 300);

	check("wait for oneself", sys_wait4(sys_getpid(), NULL, 0), -KSPAWN_ECHILD);
	check("wait for an unused pid", sys_wait4(1000000, NULL, 0), -KSPAWN_ECHILD);
	check("wait with unknown options", sys_wait4(pid, NULL, 0x100), -KSPAWN_EINVAL);
	check_child("a status has eight bits", pid, EXITED(300));
}

/* Only init inherits; elsewhere there is no init to ask. */
static int orphan(long parent)
{
	while (sys_getppid() == parent)
		sys_sched_yield();
	return LEFT;
}

static int leaves_children(long unused)
{
	(void)unused;
	fork_run(orphan, sys_getpid());
	for (int i = 0; i < 3; i++)
		fork_run(exits, LEFT);
	yield_long();
	return check_failed != 0;
}

static void collect_orphans(int count)
{
	int status = -1;

	for (int i = 0; i < count && sys_getpid() == 1; i++) {
		check("an orphan", sys_wait4(-1, &status, 0) > 0, 1);
		check("an orphan's status", status, EXITED(LEFT));
	}
	check_childless("all orphans");
}

static int spins(void *unused)
{
	(void)unused;
	__atomic_store_n(&turn, 1, __ATOMIC_RELEASE);
	while (__atomic_load_n(&turn, __ATOMIC_RELAXED))
		;
	return 1;
}

/* A parent that is killed in wait, while its child runs. */
static int sleeps(void *unused)
{
	const int child = fork_run(orphan, sys_getpid());

	(void)unused;
	__atomic_store_n(&turn, 1, __ATOMIC_RELEASE);
	return sys_wait4(child, NULL, 0);
}

/* In one memory with the victim, which says that it is where it shall be. */
static void check_kill(const char *what, int (*victim)(void *))
{
	int pid;

	turn = 0;
	pid = (int)sys_thread(CLONE_VM | SIGCHLD, stacks[0] + sizeof(stacks[0]), victim, NULL, NULL, NULL, NULL);
	while (!__atomic_load_n(&turn, __ATOMIC_ACQUIRE))
		sys_sched_yield();
	yield_long();
	check("kill", sys_kill(pid, SIGKILL), 0);
	check_child(what, pid, KILLED(SIGKILL));
	check("kill an unused pid", sys_kill(pid, SIGKILL), -KSPAWN_ESRCH);
}

/* By itself, since the compiler keeps nothing in registers across a vfork. */
__attribute__((noinline)) static int start_node(bool vfork, int depth, int status)
{
	char digits[2][4] = { { (char)('0' + depth) }, { (char)('0' + status / 10), (char)('0' + status % 10) } };
	const char *const argv[] = { "/tree", "node", digits[0], digits[1], NULL };
	long pid = vfork ? sys_vfork() : sys_fork();

	if (pid == 0) {
		sys_execve(this_program(), argv, (const char *const *)environ);
		sys_exit_group(127);
	}
	return (int)pid;
}

static int node(int depth, int status)
{
	int pids[2];

	for (int i = 0; i < 2 && depth; i++)
		pids[i] = start_node(i, depth - 1, 2 * status + i);
	for (int i = 1; i >= 0 && depth; i--)
		check_child("subtree", pids[i], EXITED(2 * status + i));
	check_childless("both subtrees");
	return check_failed ? 126 : status;
}

int main(int argc, char **argv, char **envp)
{
	environ = envp;
	if (argc == 4)
		return node(number(argv[2]), number(argv[3]));
	check_childless("new thread");
	for (int order = 0; order < ORDERS; order++) {
		check_exit_order(order);
		check_wait_order(order);
	}
	check_wait_any(-1);
	check_wait_any(0);
	check_nohang();
	check_refusals();
	check_child("a parent of orphans", fork_run(leaves_children, 0), EXITED(0));
	collect_orphans(4);
	check_kill("a task that spins is killed", spins);
	check_kill("a task that sleeps is killed", sleeps);
	collect_orphans(1);
	check("three generations of nodes", node(3, 1), 1);
	return check_end();
}
