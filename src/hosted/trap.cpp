/* src/hosted/trap.cpp: the ways into the kernel and out of it */
#include "trap.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <kspawn/kthread.h>
#include <kspawn/signal.h>
#include <kspawn/syscall.h>
#include <kspawn/wait.h>

#include "cpu.h"
#include "host_error.hpp"
#include "machine.hpp"
#include "port.hpp"
#include "processor.hpp"
#include "scheduler.hpp"
#include "stacks.hpp"
#include "user_range.hpp"

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

struct kspawn_hosted_cpu kspawn_hosted_cpu;

namespace kspawn::hosted {
namespace {

constexpr int tick_signal = SIGALRM;
constexpr int fault_signals[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP };

timer_t timer;
bool armed, need_resched;
unsigned char *signal_stack;
stack_t signal_stack_of_host;

/// Ticks outside user mode since the last one in it. Each doubles the quantum: on a busy
/// computer a tick may take longer than a quantum, and the next would always be there.
unsigned doublings;
constexpr unsigned most_doublings = 8;

/// One-shot: a periodic timer under a slow emulator would leave no time for the program.
void arm_timer()
{
	const uint64_t us = uint64_t(the_machine().options.quantum_us) << doublings;
	itimerspec when = {};
	when.it_value.tv_sec = time_t(us / 1'000'000);
	when.it_value.tv_nsec = long(us % 1'000'000) * 1000;
	check(timer_settime(timer, 0, &when, nullptr), "timer_settime");
	armed = true;
}

bool in_entry_text(uintptr_t pc)
{
	return pc >= reinterpret_cast<uintptr_t>(__start_kspawn_hosted_text) &&
	       pc < reinterpret_cast<uintptr_t>(__stop_kspawn_hosted_text);
}

[[noreturn]] void die_of(int sig, uintptr_t pc, const siginfo_t *info)
{
	fflush(stdout);
	fprintf(stderr, "kspawn machine: signal %d in the kernel at %p, address %p, pid %d\n", sig, reinterpret_cast<void *>(pc),
		info->si_addr, kspawn_current()->pid);
	abort();
}

/// A handler without a restorer has returned to an address without code, as to a system call. Takes the frame.
bool returns_from_handler(process &p)
{
	if (kspawn_pt_regs_ip(p.task.regs) != kspawn_sigreturn_page())
		return false;
	kspawn_pt_regs_set_sp(p.task.regs, kspawn_pt_regs_sp(p.task.regs) + KSPAWN_SIGRETURN_ADDS);
	p.task.regs->nr = KSPAWN_NR_rt_sigreturn;
	kspawn_signal_syscall(p.task.regs);
	return true;
}

/// Runs on the task's kernel stack after a tick or a fault of its program.
[[noreturn]] void trapped(long sig)
{
	kspawn_hosted_cpu.in_user = 0;
	process &p = process::current();
	kspawn_user_load(the_machine().initial_state.bytes);
	if (sig != tick_signal && !returns_from_handler(p))
		kspawn_signal_fault(int(sig), p.fault_code, p.fault_addr);
	kspawn_return_to_user(p.task.regs);
}

/// Keeps what was interrupted, and lets the handler return into the kernel.
void enter_kernel(int sig, const siginfo_t *info, uintptr_t addr, ucontext_t &context, uintptr_t tls)
{
	process &p = process::current();
	sigframe_save(p.frame, context);
	regs_from_context(*p.task.regs, context);
	kspawn_pt_regs_set_tls(p.task.regs, tls);
	p.interrupted = true;
	p.fault_code = info->si_code;
	p.fault_addr = addr;
	kspawn_hosted_cpu.in_user = 0;
	context_call(context, trapped, sig, reinterpret_cast<uintptr_t>(p.task.regs));
}

/// Where a fault was. A host may give an older address if it was the fetch of the instruction.
uintptr_t address_of(int sig, const siginfo_t *info, uintptr_t pc)
{
	return sig == SIGSEGV && !user_range::can_fetch(pc) ? pc : reinterpret_cast<uintptr_t>(info->si_addr);
}

/// Returns the signal that kills the program; 0 if bringing in a page resolves the fault.
int fault_of(int sig, uintptr_t addr, uintptr_t pc)
{
	if (sig == SIGSEGV)
		sig = user_range::fault(addr, addr / page_size == pc / page_size);
	the_machine().counted.faults += sig == 0;
	return sig;
}

void install(int sig)
{
	struct sigaction action = {};
	action.sa_sigaction = kspawn_hosted_signal_entry;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART;
	/* No signal in a handler, and every word of the set: qemu-riscv64 reads the second. */
	memset(&action.sa_mask, 0xff, sizeof(action.sa_mask));
	check(sigaction(sig, &action, nullptr), "sigaction");
}

} // namespace

void start_traps(processor &here)
{
	kspawn_hosted_cpu = {};
	kspawn_hosted_cpu.host_tls = host_tls();
	armed = need_resched = false;

	signal_stack = stacks::alloc();
	here.signal_stack_task = reinterpret_cast<kspawn_task **>(signal_stack);
	*here.signal_stack_task = &here.idle.task;
	signal_stack_of_host = {};
	signal_stack_of_host.ss_sp = signal_stack + stack_bottom;
	signal_stack_of_host.ss_size = stack_block - stack_bottom;
	check(sigaltstack(&signal_stack_of_host, nullptr), "sigaltstack");

	for (int sig : fault_signals)
		install(sig);
	install(tick_signal);

	sigevent event = {};
	event.sigev_notify = SIGEV_THREAD_ID;
	event.sigev_signo = tick_signal;
	event.sigev_notify_thread_id = here.host_tid;
	check(timer_create(CLOCK_MONOTONIC, &event, &timer), "timer_create");
}

void stop_traps()
{
	signal(tick_signal, SIG_IGN); /* one on its way would arm the timer again */
	timer_delete(timer);
	for (int sig : fault_signals)
		signal(sig, SIG_DFL);
	stack_t none = {};
	none.ss_flags = SS_DISABLE;
	sigaltstack(&none, nullptr);
	stacks::free(signal_stack);
}

void interrupt_user_mode() { syscall(SYS_tgkill, getpid(), the_machine().processors[0]->host_tid, tick_signal); }

} // namespace kspawn::hosted

using namespace kspawn::hosted;

uintptr_t kspawn_hosted_signal(int sig, siginfo_t *info, void *context, uintptr_t tls)
{
	auto &uc = *static_cast<ucontext_t *>(context);
	mend_context(uc);
	const uintptr_t pc = context_pc(uc);
	const bool entry = in_entry_text(pc);
	const uintptr_t addr = address_of(sig, info, pc);
	const bool user = kspawn_hosted_cpu.in_user && !entry && !(kspawn_current()->flags & KSPAWN_TF_KTHREAD);

	if (sig == tick_signal) {
		the_machine().counted.ticks++;
		need_resched = true;
		if (!user) {
			doublings = std::min(doublings + 1, most_doublings);
			arm_timer();
			return tls;
		}
		doublings = 0;
		armed = false;
	} else if (!user && !entry) {
		die_of(sig, pc, info);
	} else if (sig = fault_of(sig, addr, pc); sig == 0) {
		return tls;
	}
	enter_kernel(sig, info, addr, uc, tls);
	return kspawn_hosted_cpu.host_tls;
}

void kspawn_hosted_syscall(kspawn_pt_regs *regs)
{
	process &p = process::current();
	p.interrupted = false;
	kspawn_user_load(the_machine().initial_state.bytes);
	the_machine().counted.calls++;
	kspawn_signal_syscall(regs);
	kspawn_return_to_user(regs);
}

void kspawn_return_to_user(kspawn_pt_regs *regs)
{
	for (;;) {
		kspawn_signal_deliver(regs);
		if (!need_resched)
			break;
		need_resched = false;
		yield();
	}
	process &p = process::current();
	if (the_machine().options.user_mode)
		the_machine().options.user_mode(regs);
	if (!kspawn_pt_regs_valid(regs))
		kspawn_exit_group(SIGSEGV);
	user_range::activate(p.mm);
	if (!p.interrupted)
		sigframe_fresh(p.frame, p.user_state.bytes, signal_stack_of_host);
	sigframe_set_regs(p.frame, *regs);
	kspawn_hosted_cpu.regs_end = reinterpret_cast<uintptr_t>(regs + 1);
	kspawn_hosted_cpu.user_state = reinterpret_cast<uintptr_t>(p.user_state.bytes);
	if (!armed)
		arm_timer();
	kspawn_hosted_exit(sigframe_sp(p.frame), kspawn_pt_regs_tls(regs));
}
