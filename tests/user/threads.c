/* tests/user/threads.c: threads of one process: shared memory, own TLS, and how they end
 *
 * threads exec   execs /echo from a thread that is not the leader: exits with 21
 * threads group  ends all of its threads by exit_group(7) */
#include "check.h"

const char *const check_name = "threads";

enum { THREADS = 4, ROUNDS = 500, GROUP_EXIT = 7, EXEC_EXIT = 21 };

#define LIKE_PTHREADS (SAME_PROCESS | CLONE_SYSVSEM)
#define TIDS (CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID)

/* `self` is the first word because the TLS register points to a thread. */
static struct thread {
	struct thread *self;
	int (*run)(struct thread *);
	int parent_tid, child_tid;
	int rounds;
	char stack[16384] __attribute__((aligned(16)));
} threads[THREADS];

static char **environ;
static int counter;
static int process;
static bool itself;

static int enter(void *arg)
{
	struct thread *thread = arg;

	return thread->run(thread);
}

static int start(struct thread *thread, int (*run)(struct thread *))
{
	long tid;

	thread->self = thread;
	thread->run = run;
	thread->child_tid = -1; /* until the thread itself writes it */
	tid = sys_thread(LIKE_PTHREADS | CLONE_SETTLS | TIDS, thread->stack + sizeof(thread->stack), enter, thread,
			 &thread->parent_tid, &thread->child_tid, thread);
	check("clone", tid > 0, 1);
	if (tid < 0)
		sys_exit_group(1);
	return (int)tid;
}

/* The word is zeroed when the kernel is done with the thread's memory. */
static void join(struct thread *thread)
{
	while (__atomic_load_n(&thread->child_tid, __ATOMIC_ACQUIRE) != 0)
		sys_sched_yield();
}

static int works(struct thread *thread)
{
	check("CHILD_SETTID", thread->child_tid, sys_gettid());
	check("PARENT_SETTID", thread->parent_tid, sys_gettid());
	check("getpid of a thread", sys_getpid(), process);
	for (int i = 0; i < ROUNDS; i++) {
		__atomic_add_fetch(&counter, 1, __ATOMIC_RELAXED);
		thread->rounds++;
		if (i % 16 == 0)
			sys_sched_yield();
		check("TLS of a thread", (long)tls_get(), (long)thread);
	}
	return 0;
}

static void check_work(void)
{
	static struct thread own;
	int tids[THREADS];

	own.self = &own;
	check("tls_set", tls_set(&own), 0);
	for (int i = 0; i < THREADS; i++) {
		threads[i].rounds = 0;
		tids[i] = start(&threads[i], works);
		check("a tid of its own", tids[i] != process, 1);
	}
	for (int i = 0; i < THREADS; i++) {
		join(&threads[i]);
		check("rounds", threads[i].rounds, ROUNDS);
		check("parent_tid", threads[i].parent_tid, tids[i]);
	}
	check("TLS of the leader", (long)tls_get(), (long)&own);
	check("counter", __atomic_exchange_n(&counter, 0, __ATOMIC_RELAXED), THREADS * ROUNDS);
	check("a thread is not a child", sys_wait4(tids[0], NULL, 0), -KSPAWN_ECHILD);
}

static int refused(unsigned long flags)
{
	return (int)sys_thread(flags, threads[0].stack + sizeof(threads[0].stack), enter, &threads[0], NULL, NULL, NULL);
}

static void check_refusals(void)
{
	check("THREAD without SIGHAND", refused(CLONE_VM | CLONE_THREAD), -KSPAWN_EINVAL);
	check("SIGHAND without VM", refused(CLONE_SIGHAND | SIGCHLD), -KSPAWN_EINVAL);
	check("THREAD and SIGHAND without VM", refused(CLONE_SIGHAND | CLONE_THREAD), -KSPAWN_EINVAL);
}

static int spins(struct thread *thread)
{
	for (;;)
		__atomic_store_n(&thread->rounds, 1, __ATOMIC_RELAXED);
	return 0;
}

static int yields(struct thread *thread)
{
	for (;;) {
		__atomic_store_n(&thread->rounds, 1, __ATOMIC_RELAXED);
		sys_sched_yield();
	}
	return 0;
}

static int yield_forever(void)
{
	while (sys_sched_yield() == 0)
		;
	return 1;
}

/* One in user mode, one in the kernel, both certainly under way. */
static void start_company(void)
{
	start(&threads[0], spins);
	start(&threads[1], yields);
	for (int i = 0; i < 2; i++) {
		while (!__atomic_load_n(&threads[i].rounds, __ATOMIC_RELAXED))
			sys_sched_yield();
	}
}

static int ends_group(struct thread *thread)
{
	(void)thread;
	sys_exit_group(GROUP_EXIT);
}

static int group(long by_thread)
{
	start_company();
	if (!by_thread)
		sys_exit_group(GROUP_EXIT);
	start(&threads[2], ends_group);
	return yield_forever();
}

/* `pid` in decimal, at the end of `digits`. */
static const char *decimal(int pid, char digits[12])
{
	int at = 11;

	for (digits[at] = 0; pid; pid /= 10)
		digits[--at] = (char)('0' + pid % 10);
	return digits + at;
}

static int execs(struct thread *thread)
{
	char digits[12];
	const char *const echo[] = { "/echo", "-x", "21", NULL };
	const char *const same[] = { "/threads", "same", decimal(process, digits), NULL };

	(void)thread;
	if (itself)
		sys_execve(this_program(), same, (const char *const *)environ);
	else
		sys_execve(program(environ, "/echo"), echo, (const char *const *)environ);
	sys_exit_group(127);
}

/* A thread that is not the leader execs, and takes the leader's place. */
static int exec(long of_itself)
{
	process = sys_getpid();
	itself = of_itself;
	start_company();
	start(&threads[2], execs);
	return yield_forever();
}

/* What has been exec'ed by a thread of process `pid`. */
static int same(int pid)
{
	check("getpid after exec in a thread", sys_getpid(), pid);
	check("gettid after exec in a thread", sys_gettid(), pid);
	check_childless("exec in a thread");
	return check_failed ? 1 : EXEC_EXIT;
}

static int returns(struct thread *thread)
{
	yield_long();
	return thread->rounds;
}

/* The leader goes first. Linux takes the status of the leader or of the last,
 * depending on its age, so they are the same. */
static int leader_exits(long unused)
{
	(void)unused;
	threads[0].rounds = 3;
	start(&threads[0], returns);
	sys_exit(3);
}

static int late_group_exit(struct thread *thread)
{
	yield_long();
	return ends_group(thread);
}

static int leader_exits_then_group(long unused)
{
	(void)unused;
	start(&threads[0], late_group_exit);
	sys_exit(3);
}

static int faults(struct thread *thread)
{
	(void)thread;
	*(volatile char *)0x12345678ul = 1;
	return 0;
}

static int crashes(long unused)
{
	(void)unused;
	start_company();
	start(&threads[2], faults);
	return yield_forever();
}

static int forks(struct thread *thread)
{
	int pid = (int)sys_fork();

	if (pid == 0)
		sys_exit_group(tls_get() == thread ? 11 : 12);
	check_child("fork in a thread", pid, EXITED(11));
	return 0;
}

static void check_family(void)
{
	start(&threads[0], forks);
	join(&threads[0]);
	check_child("exit_group by the leader", fork_run(group, 0), EXITED(GROUP_EXIT));
	check_child("exit_group by a thread", fork_run(group, 1), EXITED(GROUP_EXIT));
	check_child("exec by a thread", fork_run(exec, 0), EXITED(EXEC_EXIT));
	check_child("exec by a thread, of itself", fork_run(exec, 1), EXITED(EXEC_EXIT));
	check_child("the leader exits first", fork_run(leader_exits, 0), EXITED(3));
	check_child("the leader exits, then the group", fork_run(leader_exits_then_group, 0), EXITED(GROUP_EXIT));
	check_child("a thread crashes", fork_run(crashes, 0), KILLED(SIGSEGV));
	check_childless("all children were waited for");
}

int main(int argc, char **argv, char **envp)
{
	environ = envp;
	if (argc == 2 && strcmp(argv[1], "exec") == 0)
		return exec(0);
	if (argc == 2 && strcmp(argv[1], "group") == 0)
		return group(0);
	if (argc == 3 && strcmp(argv[1], "same") == 0)
		return same(number(argv[2]));
	process = sys_getpid();
	check("set_tid_address", sys_set_tid_address(&threads[0].child_tid), sys_gettid());
	check("set_tid_address", sys_set_tid_address(NULL), sys_gettid());
	check_work();
	check_work();
	check_refusals();
	check_family();
	return check_end();
}
