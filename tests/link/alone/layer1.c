/* tests/link/alone/layer1.c: kernel threads without processes */
#include "alone.h"

#include <kspawn/fork.h>

uint32_t ends;
static struct kspawn_task idle, own;
static int ran, status;
static bool has_parent;

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	(void)regs;
	kspawn_panic("there is no user mode");
}

void kspawn_task_exiting(struct kspawn_task *task) { (void)task; }

void kspawn_process_dead(struct kspawn_task *leader)
{
	ends++;
	status = leader->exit_code;
	kspawn_task_put(leader);
}

static int returns(void *arg)
{
	ran++;
	return (int)(intptr_t)arg;
}

static int exits(void *arg)
{
	(void)arg;
	ran++;
	kspawn_exit(9);
}

static int creation(void) { return kspawn_kernel_thread(returns, (void *)5, KSPAWN_SIGCHLD); }

static int lone_creation(void) { return kspawn_kernel_thread(returns, (void *)6, 0); }

static struct kspawn_task *kthread;

static int held_creation(void) { return kspawn_kthread_create(returns, NULL, &kthread); }

static int parks(void *arg)
{
	while (!kspawn_kthread_should_stop()) {
		kspawn_kthread_parkme();
		kspawn_kthread_wait();
	}
	return returns(arg);
}

static int looks_at_parent(void *arg)
{
	others();
	has_parent = kspawn_current()->parent != NULL;
	return returns(arg);
}

/* Ends before its children. */
static int leaves_children(void *arg)
{
	for (int i = 0; i < 3; i++)
		check(kspawn_kernel_thread(looks_at_parent, NULL, KSPAWN_SIGCHLD) > 0, "a child of a kernel thread");
	return returns(arg);
}

/* All threads run and end; they are `creations`. */
static void all_end(int creations, int code)
{
	const uint32_t ended = ends;

	ran = 0;
	others();
	check(ran == creations && (int)(ends - ended) == creations, "each thread runs and ends");
	check(status == code, "the status is the exit code");
	check(held.tasks == 0 && held.stacks == 0, "tasks and stacks are freed");
	check(!kspawn_current()->children, "a freed child is in no list of its parent");
}

/* What every task may do that the first stack belongs to. */
static void lives(void)
{
	fail_each("kernel_thread", creation, 3);
	all_end(1, 5 << 8);
	fail_each("kernel_thread without a parent", lone_creation, 3);
	all_end(1, 6 << 8);
	for (int i = 0; i < 5; i++)
		creation();
	all_end(5, 5 << 8);
	check(kspawn_kernel_thread(NULL, NULL, KSPAWN_SIGCHLD) == -KSPAWN_EINVAL, "a thread without fn is refused");
	check(kspawn_kernel_thread(exits, NULL, KSPAWN_SIGCHLD) > 0, "a thread that calls kspawn_exit");
	all_end(1, 9);
	has_parent = true;
	check(kspawn_kernel_thread(leaves_children, NULL, KSPAWN_SIGCHLD) > 0, "a thread with children");
	all_end(4, 0);
	check(!has_parent, "a parent that has ended leaves its children none");
}

static void held_threads(void)
{
	fail_each("kthread_create", held_creation, 3);
	check(kspawn_kthread_stop(kthread) == -KSPAWN_EINTR, "a thread that was never started");
	check(kspawn_kthread_run(parks, (void *)77, &kthread) == 0, "a thread that parks");
	check(kspawn_kthread_park(kthread) == 0, "it is parked");
	kspawn_kthread_unpark(kthread);
	check(kspawn_kthread_stop(kthread) == 77, "stop returns what fn returned");
	check(kspawn_kthread_run(returns, (void *)78, &kthread) == 0, "a thread that ends");
	others();
	check(kspawn_kthread_park(kthread) == -KSPAWN_ESRCH, "it cannot park");
	check(kspawn_kthread_stop(kthread) == 78, "its result is kept");
	others();
}

int main(void)
{
	become(&idle);
	check(kspawn_fork_idle(&idle) == 0, "an idle task");
	lives();
	held_threads();
	/* A process of the kernel's own. (docs/linking.md) */
	own.state = KSPAWN_TASK_LIVE;
	become(&own);
	lives();
	held_threads();
	check(!own.children && !own.leader, "it has no family");
	return result();
}
