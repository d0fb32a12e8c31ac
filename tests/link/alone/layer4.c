/* tests/link/alone/layer4.c: the whole core: processes that wait, kill and leave orphans */
#include "processes.h"

static struct kspawn_task idle;
static int orphans;

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	kspawn_user_work(regs);
	run_program();
}

void kspawn_task_exiting(struct kspawn_task *task)
{
	kspawn_exit_resources(task);
	kspawn_reparent_children(task);
}

void kspawn_process_dead(struct kspawn_task *leader)
{
	ends++;
	kspawn_notify_parent(leader);
}

static void exits(void) { kspawn_exit_group(3 << 8); }

static void sleeps(void)
{
	static const uint32_t never;

	while (kspawn_wait_word(&never, 0, KSPAWN_KILLABLE) == 0)
		;
	kspawn_user_work(&self()->regs);
	check(false, "a killed process continues");
}

static int clones_thread(void)
{
	const struct kspawn_clone_args args = {
		.flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD,
	};
	return kspawn_clone(&args);
}

/* One thread ends the process, the others sleep. */
static void ends_group(void)
{
	child_program = sleeps;
	for (int i = 0; i < 3; i++)
		check(clones_thread() > 0, "a thread");
	others();
	kspawn_exit_group(4 << 8);
}

static void leaves_orphans(void)
{
	child_program = exits;
	check(kspawn_fork() > 0 && kspawn_fork() > 0, "two children");
	kspawn_exit_group(0);
}

static int starts(program_fn *program)
{
	child_program = program;
	return kspawn_fork();
}

static int starts_exits(void) { return starts(exits); }

static int run_to_end(program_fn *program)
{
	int status = -1;
	const int pid = starts(program);

	check(kspawn_wait4(pid, &status, 0) == pid, "wait4 returns the child");
	return status;
}

static void kills_child(void)
{
	const int pid = starts(sleeps);
	struct kspawn_task *child = self()->task.children;
	int status;

	others();
	check(kspawn_wait4(-1, &status, KSPAWN_WNOHANG) == 0, "it sleeps");
	check(child->pid == pid && kspawn_kill(child, 9) == 0, "it is killed");
	check(kspawn_wait4(pid, &status, 0) == pid && status == 9, "its status is the signal");
}

static void init(void)
{
	int status;
	const struct held before = held;

	check(kspawn_wait4(-1, &status, 0) == -KSPAWN_ECHILD, "no child to wait for");
	const int pid = fail_each("fork", starts_exits, 7);
	check(kspawn_wait4(-1, &status, 0) == pid && status == 3 << 8 && signals == 1, "a child's end");
	check(run_to_end(ends_group) == 4 << 8, "exit_group ends all threads");
	kills_child();
	check(run_to_end(leaves_orphans) == 0, "a parent ends before its children");
	while (kspawn_wait4(-1, &status, 0) > 0)
		orphans += status == 3 << 8;
	check(orphans == 2, "init waits for orphans");
	check(memcmp(&held, &before, sizeof held) == 0 && !self()->task.children && !self()->task.zombies, "nothing is leaked");
	held = (struct held){ 0 }; /* init never ends */
	exit(result());
}

static int exec_init(void)
{
	static const char *const argv[] = { "/program", NULL };

	return kspawn_kernel_execve(argv[0], argv, NULL);
}

static int become_init(void *arg)
{
	(void)arg;
	init_process = kspawn_current();
	file_program = init;
	return fail_each("kernel_execve", exec_init, 11);
}

int main(void)
{
	become(&idle);
	check(kspawn_fork_idle(&idle) == 0, "an idle task");
	check(kspawn_kernel_thread(become_init, NULL, KSPAWN_SIGCHLD) > 0, "init");
	others();
	kspawn_panic("init sleeps and is never woken");
}
