/* tests/link/alone/layer2.c: processes that fork, without exec and wait */
#include "resources.h"

#define TID (USER_LOW + 64)

static struct kspawn_task idle;
static int ran;

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	check(regs == &self()->regs, "the registers are the task's");
	run_program();
}

void kspawn_task_exiting(struct kspawn_task *task) { kspawn_exit_resources(task); }

void kspawn_process_dead(struct kspawn_task *leader)
{
	ends++;
	kspawn_wake_word(&ends);
	kspawn_task_put(leader);
}

static void child(void)
{
	ran++;
	check(kspawn_pt_regs_ret(&self()->regs) == 0, "fork returns 0 in the child");
	check(kspawn_pt_regs_sp(&self()->regs) == USER_LOW + 128, "the child has its parent's registers");
	kspawn_exit(3 << 8);
}

static void parent_of_three(void)
{
	child_program = child;
	for (int i = 0; i < 3; i++)
		check(kspawn_fork() > 0, "a child's child");
	kspawn_exit(0);
}

static int by_clone(uint64_t flags)
{
	const struct kspawn_clone_args args = {
		.flags = flags | KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_CLEARTID,
		.exit_signal = flags & KSPAWN_CLONE_THREAD ? 0 : KSPAWN_SIGCHLD,
		.parent_tid = TID,
		.child_tid = TID,
	};
	return kspawn_clone(&args);
}

static int by_clone_of_memory(void) { return by_clone(KSPAWN_CLONE_VM); }

static int by_clone_of_thread(void)
{
	return by_clone(KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD);
}

/* One child of `creation` ends, after each step of its creation has failed. */
static void child_by(const char *name, int (*creation)(void), uint32_t processes)
{
	const struct held before = held;
	const int runs = ran;
	const int pid = fail_each(name, creation, 7);

	check(pid > 0, name);
	await_ends(processes);
	while (ran == runs || held.tasks > before.tasks)
		others();
	check(ran == runs + 1, "the child has run");
	check(memcmp(&held, &before, sizeof held) == 0, "and left nothing");
	check(!self()->task.children && self()->task.thread_next == &self()->task, "in no list of its parent");
}

static void parent(void)
{
	child_program = child;
	child_by("fork", kspawn_fork, 1);
	child_by("vfork", kspawn_vfork, 1);
	child_by("clone of memory", by_clone_of_memory, 1);
	check(user_word(TID) == 0, "clear_tid is zeroed");
	child_by("clone of a thread", by_clone_of_thread, 0);
	check(user_word(TID) == 0, "clear_tid of a thread too");
	check(by_clone(KSPAWN_CLONE_THREAD) == -KSPAWN_EINVAL, "flags that do not fit are refused");
	ran = 0;
	child_program = parent_of_three;
	check(kspawn_fork() > 0, "a child that ends before its children");
	await_ends(4);
	check(ran == 3 && !self()->task.children, "all end");
	kspawn_exit(0);
}

/* The first process, as in docs/linking.md. */
static int first(void *arg)
{
	(void)arg;
	first_resources(self());
	self()->program = parent;
	kspawn_start_thread(&self()->regs, USER_LOW, USER_LOW + 128);
	self()->task.flags &= ~(uint32_t)KSPAWN_TF_KTHREAD;
	return 0;
}

int main(void)
{
	become(&idle);
	check(kspawn_fork_idle(&idle) == 0, "an idle task");
	check(kspawn_kernel_thread(first, NULL, KSPAWN_SIGCHLD) > 0, "the first process");
	others();
	check(ends == 8 && !idle.children, "every process has ended");
	return result();
}
