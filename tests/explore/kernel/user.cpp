/* tests/explore/kernel/user.cpp: system calls of user tasks, which are functions */
#include "internal.hpp"

using namespace explore;

namespace kernel {

void work()
{
	if (playing->layer5)
		return layer5_enter_user();
	handle_signals();
	kspawn_user_work(kspawn_current_pt_regs());
}

namespace {

void aim(program p, long arg)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	regs->ip = user_text + 16 * program_number(p);
	regs->di = uint64_t(arg);
}

struct spawn_args {
	program p;
	long arg;
};
spawn_args spawned[32];
int spawned_n;

int run_spawned(void *arg)
{
	const spawn_args &a = *static_cast<spawn_args *>(arg);
	const int err = kspawn_kernel_execve(program_path(a.p), nullptr, nullptr);
	if (err)
		return 100 - err;
	kspawn_current_pt_regs()->di = uint64_t(a.arg);
	return 0;
}

int clone(program p, long arg, const kspawn_clone_args &args)
{
	aim(p, arg);
	const int pid = kspawn_clone(&args);
	note("clone returns", pid);
	work();
	return pid;
}

} // namespace

int u_fork(program p, long arg, unsigned long flags, int signal, uintptr_t child_tid)
{
	kspawn_clone_args args = {};
	args.flags = flags;
	args.exit_signal = signal;
	args.child_tid = child_tid;
	return clone(p, arg, args);
}

int u_vfork(program p, long arg)
{
	aim(p, arg);
	const int pid = kspawn_vfork();
	note("vfork returns", pid);
	work();
	return pid;
}

int u_fork_file(program p, long arg, int n)
{
	kspawn_clone_args args = {};
	args.flags = KSPAWN_CLONE_PIDFD;
	args.exit_signal = KSPAWN_SIGCHLD;
	args.pidfd = user_data + 4 * uintptr_t(n);
	return clone(p, arg, args);
}

int u_thread(program p, long arg)
{
	return u_fork(p, arg, KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_FILES | KSPAWN_CLONE_FS,
		      0);
}

int u_exec(program p, long arg)
{
	const int err = kspawn_kernel_execve(program_path(p), nullptr, nullptr);
	note("exec returns", err);
	if (err) {
		work();
		return err;
	}
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	regs->di = uint64_t(arg);
	if (kspawn_current()->flags & KSPAWN_TF_KTHREAD)
		fail("exec leaves a kernel thread");
	kspawn_return_to_user(regs);
}

int u_wait(int pid, int *status, unsigned options)
{
	const int got = kspawn_wait4(pid, status, options);
	note("wait4 returns", got);
	work();
	return got;
}

int u_wait_file(int fd)
{
	const int err = kspawn_sys_waitid(KSPAWN_P_PIDFD, fd, 0, KSPAWN_WEXITED, 0);
	note("waitid returns", err);
	work();
	return err;
}

void u_exit(int code)
{
	note("exit", code);
	kspawn_exit((code & 0xff) << 8);
}

void u_exit_group(int code)
{
	note("exit_group", code);
	kspawn_exit_group((code & 0xff) << 8);
}

int kill_pid(int pid, int sig)
{
	kspawn_task *task = kspawn_pid_find(pids, pid);
	if (!task) {
		note("kill finds no task", pid);
		return -KSPAWN_ESRCH;
	}
	const int err = kspawn_kill(task, sig);
	note("kill returns", err);
	kspawn_task_put(task);
	return err;
}

int spawn(program p, long arg)
{
	spawn_args &a = spawned[spawned_n++ % 32];
	a = { p, arg };
	return kspawn_kernel_thread(run_spawned, &a, KSPAWN_SIGCHLD);
}

void spawn_reset() { spawned_n = 0; }

int setpgid(kspawn_task *task, int pgid)
{
	const uintptr_t flags = kspawn_lock(KSPAWN_LOCK_TREE);
	access(&task->leader->pgid, 4, true, HERE);
	task->leader->pgid = pgid;
	kspawn_unlock(KSPAWN_LOCK_TREE, flags);
	return 0;
}

} // namespace kernel

using namespace kernel;

void kspawn_return_to_user(kspawn_pt_regs *regs)
{
	no_core_lock("return_to_user");
	if (regs != kspawn_current_pt_regs())
		fail("return_to_user: not the registers of the task", HERE);
	if (playing->layer5)
		layer5_enter_user();
	else
		kspawn_user_work(regs);
	if (!kspawn_pt_regs_valid(regs))
		fail("registers that user mode refuses", HERE);
	run_program(regs);
}

long kspawn_fallback_syscall(kspawn_pt_regs *) { return -KSPAWN_ENOSYS; }
