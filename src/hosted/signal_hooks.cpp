/* src/hosted/signal_hooks.cpp: the hooks of signals */
#include <kspawn/pt_regs.h>
#include <kspawn/signal.h>

#include "cpu.h"
#include "inject.hpp"
#include "machine.hpp"
#include "port.hpp"
#include "process.hpp"

using namespace kspawn::hosted;

kspawn_signals *kspawn_signals_of(kspawn_task *task) { return &process::of(task).signals; }

kspawn_sigpool *kspawn_signal_pool() { return &the_machine().signals; }

kspawn_task *kspawn_task_find(int pid) { return kspawn_pid_find(&the_machine().pids, pid); }

int kspawn_signal_permitted(kspawn_task *task, int sig)
{
	const auto &permits = the_machine().options.permits;
	return !permits || permits(task, sig) ? 0 : -KSPAWN_EPERM;
}

int kspawn_group_hold(int id) { return inject::fails() ? -KSPAWN_ESRCH : kspawn_pid_hold(&the_machine().pids, id); }

void kspawn_group_release(int id) { kspawn_pid_release(&the_machine().pids, id); }

int kspawn_child_status(kspawn_task *child, unsigned options) { return kspawn_signal_child_status(child, options); }

void kspawn_restart_syscall(kspawn_pt_regs *regs, uintptr_t arg0, uintptr_t arg3)
{
	const uintptr_t back = kspawn_pt_regs_ip(regs);
	kspawn_pt_regs_rewind(regs, arg0, arg3);
	kspawn_pt_regs_set_ip(regs, back);
	call_gate(*regs, KSPAWN_CODE_ADDRESS(kspawn_hosted_gate));
}

/// Data: the fault of a handler that returns there is its system call, see trap.cpp.
uintptr_t kspawn_sigreturn_page() { return reinterpret_cast<uintptr_t>(&kspawn_hosted_cpu); }
