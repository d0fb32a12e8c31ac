/* src/generic/syscall.cpp: system calls by their Linux numbers */
#include <kspawn/trace.h>

#include "clone_args.hpp"
#include "freestanding.hpp"
#include "syscall.hpp"

namespace {

/* What needs registers or room is apart, so that the other calls save none. */

[[gnu::noinline]] long sys_clone(const kspawn_pt_regs *regs)
{
	constexpr clone_places at = { KSPAWN_CLONE_ARGS };
	kspawn_clone_args args = clone_args(at, [=](unsigned n) { return arg(regs, n); });
	return clone_as_asked(args);
}

long sys_set_tid_address(const kspawn_pt_regs *regs)
{
	kspawn_task *task = kspawn_current();
	task->clear_tid = arg(regs, 0);
	return task->pid;
}

[[gnu::noinline]] long sys_getppid()
{
	tree_lock lock;
	const kspawn_task *parent = kspawn_current()->leader->parent;
	return parent ? parent->tgid : 0;
}

int wait_status(uintptr_t code) { return int(code & 0xff) << 8; }

} // namespace

long kspawn_core_syscall(const kspawn_pt_regs *regs)
{
	const long nr = kspawn_pt_regs_nr(regs);
	if (nr < 0)
		return not_of_core;
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
		return kspawn_sys_waitid(int(arg(regs, 0)), int(arg(regs, 1)), arg(regs, 2), unsigned(arg(regs, 3)),
					 arg(regs, 4));
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
		return not_of_core;
	}
}

void kspawn_syscall(kspawn_pt_regs *regs)
{
	kspawn_trace_sys_enter(regs, kspawn_pt_regs_nr(regs));
	const long result = kspawn_core_syscall(regs);
	kspawn_pt_regs_set_ret(regs, result == not_of_core ? kspawn_fallback_syscall(regs) : result);
	kspawn_trace_sys_exit(regs, kspawn_pt_regs_ret(regs));
}
