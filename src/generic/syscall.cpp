/* src/generic/syscall.cpp: system calls by their Linux numbers */
#include <kspawn/syscall.h>

#include "freestanding.hpp"

namespace {

uintptr_t arg(const kspawn_pt_regs *regs, unsigned n)
{
	return kspawn_pt_regs_arg(regs, n);
}

long sys_clone(const kspawn_pt_regs *regs)
{
	constexpr unsigned child_tid_arg = KSPAWN_CLONE_TLS_ARG == 3 ? 4 : 3;
	const uint32_t flags = uint32_t(arg(regs, 0)); /* Linux reads 32 bits */
	const int signal = int(flags & KSPAWN_CSIGNAL);
	kspawn_clone_args args = {};
	args.flags = flags & ~KSPAWN_CSIGNAL;
	args.exit_signal = signal <= KSPAWN_SIGNAL_MAX ? signal : 0; /* Linux sends none that does not exist */
	args.stack = arg(regs, 1);
	args.parent_tid = arg(regs, 2);
	args.child_tid = arg(regs, child_tid_arg);
	args.tls = arg(regs, KSPAWN_CLONE_TLS_ARG);
	return kspawn_clone(&args);
}

long sys_set_tid_address(const kspawn_pt_regs *regs)
{
	kspawn_task *task = kspawn_current();
	task->clear_tid = arg(regs, 0);
	return task->pid;
}

long sys_getppid()
{
	tree_lock lock;
	const kspawn_task *parent = kspawn_current()->leader->parent;
	return parent ? parent->tgid : 0;
}

int wait_status(uintptr_t code)
{
	return int(code & 0xff) << 8;
}

long dispatch(kspawn_pt_regs *regs)
{
	const long nr = kspawn_pt_regs_nr(regs);
	if (nr < 0)
		return kspawn_host_syscall(regs);
	switch (nr) {
	case KSPAWN_NR_fork:
		return kspawn_fork();
	case KSPAWN_NR_vfork:
		return kspawn_vfork();
	case KSPAWN_NR_clone:
		return sys_clone(regs);
	case KSPAWN_NR_clone3:
		return kspawn_sys_clone3(arg(regs, 0), arg(regs, 1));
	case KSPAWN_NR_execve:
		return kspawn_sys_execve(arg(regs, 0), arg(regs, 1), arg(regs, 2));
	case KSPAWN_NR_execveat:
		return kspawn_sys_execveat(int(arg(regs, 0)), arg(regs, 1), arg(regs, 2), arg(regs, 3), unsigned(arg(regs, 4)));
	case KSPAWN_NR_exit:
		kspawn_exit(wait_status(arg(regs, 0)));
	case KSPAWN_NR_exit_group:
		kspawn_exit_group(wait_status(arg(regs, 0)));
	case KSPAWN_NR_wait4:
		return kspawn_sys_wait4(int(arg(regs, 0)), arg(regs, 1), unsigned(arg(regs, 2)), arg(regs, 3));
	case KSPAWN_NR_waitid:
		return kspawn_sys_waitid(int(arg(regs, 0)), int(arg(regs, 1)), arg(regs, 2), unsigned(arg(regs, 3)), arg(regs, 4));
	case KSPAWN_NR_getpid:
		return kspawn_current()->tgid;
	case KSPAWN_NR_getppid:
		return sys_getppid();
	case KSPAWN_NR_gettid:
		return kspawn_current()->pid;
	case KSPAWN_NR_set_tid_address:
		return sys_set_tid_address(regs);
	case KSPAWN_NR_sched_yield:
		kspawn_sched_yield();
		return 0;
	default:
		return kspawn_host_syscall(regs);
	}
}

} // namespace

void kspawn_syscall(kspawn_pt_regs *regs)
{
	kspawn_pt_regs_set_ret(regs, dispatch(regs));
}
