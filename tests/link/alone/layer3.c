/* tests/link/alone/layer3.c: programs, without wait */
#include "programs.h"

#define PATH (USER_LOW + 0x8000)
#define ARGV (USER_LOW + 0x8100)

static struct kspawn_task idle;
static int ran;

_Noreturn void kspawn_return_to_user(struct kspawn_pt_regs *regs)
{
	kspawn_user_work(regs);
	run_program();
}

void kspawn_task_exiting(struct kspawn_task *task) { kspawn_exit_resources(task); }

void kspawn_process_dead(struct kspawn_task *leader)
{
	ends++;
	kspawn_wake_word(&ends);
	kspawn_task_put(leader);
}

/* As a program's system call: on success it never returns to its caller. */
static int calls_execve(const char *path)
{
	const uintptr_t argv[] = { PATH, 0 };

	check(kspawn_copy_to_user(&self()->task, PATH, path, strlen(path) + 1) == 0 &&
		      kspawn_copy_to_user(&self()->task, ARGV, argv, sizeof argv) == 0,
	      "the arguments are in user memory");
	return kspawn_sys_execve(PATH, ARGV, 0);
}

static int execs_script(void) { return calls_execve("/script"); }

static void finds_script(void)
{
	ran++;
	check(user_argc() == 3 && strcmp(user_argv(1), "option") == 0 && strcmp(user_argv(2), "/script") == 0,
	      "a script's interpreter has its arguments");
}

static void last_program(void)
{
	finds_script();
	check(self()->task.thread_next == &self()->task, "the other thread has exited");
	kspawn_exit(0);
}

/* Sleeps until the exec of its group kills it. */
static void other_thread(void)
{
	static const uint32_t never;

	ran++;
	while (kspawn_wait_word(&never, 0, KSPAWN_KILLABLE) == 0)
		;
	kspawn_user_work(&self()->regs);
	check(false, "a thread outlives the exec of its group");
}

static void program_with_thread(void)
{
	const struct kspawn_clone_args thread = {
		.flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD,
	};

	finds_script();
	child_program = other_thread;
	check(kspawn_clone(&thread) > 0, "a thread");
	others();
	file_program = last_program;
	if (execs_script() == 0)
		kspawn_return_to_user(&self()->regs);
}

static void child(void)
{
	ran++;
	check(kspawn_pt_regs_ret(&self()->regs) == 0, "fork returns 0 in the child");
	file_program = program_with_thread;
	if (fail_each("execve", execs_script, 15) == 0)
		kspawn_return_to_user(&self()->regs);
}

static void program(void)
{
	ran++;
	check(user_argc() == 2 && strcmp(user_argv(1), "one") == 0, "the program finds its arguments");
	check(calls_execve("/none") == -KSPAWN_ENOENT, "no such file");
	check(calls_execve("/text") == -KSPAWN_ENOEXEC, "no program");
	child_program = child;
	check(kspawn_fork() > 0, "a child");
	await_ends(1);
	check(ran == 5 && !self()->task.children, "it, its two programs and their thread have run");
	kspawn_exit(0);
}

static int exec_init(void)
{
	static const char *const argv[] = { "/program", "one", NULL };

	return kspawn_kernel_execve(argv[0], argv, NULL);
}

static int init(void *arg)
{
	(void)arg;
	file_program = program;
	return fail_each("kernel_execve", exec_init, 11);
}

int main(void)
{
	become(&idle);
	check(kspawn_fork_idle(&idle) == 0, "an idle task");
	check(kspawn_kernel_thread(init, NULL, KSPAWN_SIGCHLD) > 0, "init");
	others();
	check(ends == 2 && !idle.children, "both processes have ended");
	return result();
}
