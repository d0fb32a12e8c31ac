/* trap.c: what the library's entry calls, and what happens at the border of user mode */
#include <kspawn/syscall.h>

#include "kernel.h"

void kspawn_entry_syscall(struct kspawn_pt_regs *regs)
{
	interrupts_enable();
	machine_fetch_arguments(regs);
	kspawn_signal_syscall(regs);
	interrupts_disable();
}

/* Here, so that the look at them needs no call. */
struct kspawn_signals *kspawn_signals_of(struct kspawn_task *task) { return &process_of(task)->signals; }

static bool has_work(const struct cpu *cpu, struct process *p)
{
	return cpu->need_resched || is_killed(p) || kspawn_signal_work(&p->task);
}

/* Apart, so that a return without work saves no registers. */
static __attribute__((noinline)) void work(struct process *p, struct kspawn_pt_regs *regs)
{
	do {
		if (this_cpu()->need_resched)
			yield();
		interrupts_enable();
		kspawn_signal_deliver(regs);
		interrupts_disable();
	} while (has_work(this_cpu(), p));
}

static _Noreturn __attribute__((noinline)) void die_of_foreign_registers(void)
{
	kspawn_panic("registers that are not the task's");
}

void kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs)
{
	const struct cpu *cpu = this_cpu();
	struct process *p = process_of(cpu->current);

	if (regs != p->task.regs)
		die_of_foreign_registers();
	if (has_work(cpu, p))
		work(p, regs);
}

void kspawn_entry_invalid(void)
{
	interrupts_enable();
	kspawn_exit_group(SIGSEGV);
}

/* ---- for the machine's kspawn_entry_trap ---- */

/* A page that is not there, or not for this. */
static void page_fault_of_user(uintptr_t addr, int access)
{
	int err;

	interrupts_enable();
	err = mm_fault(current()->mm, addr, access);
	if (err == -ENOMEM)
		kspawn_signal_fault(SIGKILL, KSPAWN_SI_KERNEL, 0);
	else if (err == -EIO)
		kspawn_signal_fault(SIGBUS, KSPAWN_BUS_ADRERR, addr);
	else if (err)
		kspawn_signal_fault(SIGSEGV, mm_has(current()->mm, addr) ? KSPAWN_SEGV_ACCERR : KSPAWN_SEGV_MAPERR, addr);
	interrupts_disable();
}

void page_fault(struct kspawn_pt_regs *regs, uintptr_t addr, int access)
{
	if (kspawn_entry_from_user(regs))
		page_fault_of_user(addr, access);
	else
		fault_in_kernel(regs, "page fault", addr);
}

/* Code 1 is ILL_ILLOPC, FPE_INTDIV, BUS_ADRALN or TRAP_BRKPT. */
static void signal_program(int sig, uintptr_t ip, uintptr_t detail)
{
	interrupts_enable();
	if (sig == SIGSEGV)
		kspawn_signal_fault(sig, KSPAWN_SI_KERNEL, 0);
	else
		kspawn_signal_fault(sig, 1, sig == SIGBUS ? detail : ip);
	interrupts_disable();
}

void fault(struct kspawn_pt_regs *regs, int sig, const char *what, uintptr_t detail)
{
	if (kspawn_entry_from_user(regs)) {
		signal_program(sig, kspawn_pt_regs_ip(regs), detail);
	} else {
		fault_in_kernel(regs, what, detail);
	}
}

/* Linux makes the access in pieces, of which the first is not there. */
void misaligned(struct kspawn_pt_regs *regs, uintptr_t addr, int access)
{
	if (kspawn_entry_from_user(regs) && addr < USER_TOP && !mm_has(current()->mm, addr))
		page_fault_of_user(addr, access);
	else
		fault(regs, SIGBUS, "misaligned", addr);
}

uintptr_t ticked_at[CPUS_MAX];

void timer_interrupt(struct kspawn_pt_regs *regs)
{
	ticked_at[this_cpu()->number] = kspawn_pt_regs_ip(regs);
	if (!timer_early()) {
		spend_tick(kspawn_entry_from_user(regs) ? IN_USER : IN_KERNEL);
		tick();
	}
	if (!kspawn_entry_from_user(regs) && kspawn_current() != &this_cpu()->idle.task)
		yield(); /* preempts the kernel */
}

void fault_in_kernel(struct kspawn_pt_regs *regs, const char *what, uintptr_t detail)
{
	log_line("kernel: %s at %lx, detail %lx, pid %d", what, (unsigned long)kspawn_pt_regs_ip(regs), (unsigned long)detail,
		 kspawn_current()->pid);
	kspawn_panic("fault in the kernel");
}

static void die_of_overflow(void)
{
	interrupts_enable();
	kspawn_exit_group(SIGSEGV);
}

/// Ends the task, on the empty stack. Mutexes that it held stay locked. If it may
/// hold a spinlock (interrupts off), the kernel panics instead.
void kspawn_entry_overflow(struct kspawn_pt_regs *regs)
{
	struct kspawn_task *task = kspawn_current();

	log_line("kernel: the stack of pid %d is full, at %lx", task->pid, (unsigned long)kspawn_pt_regs_ip(regs));
	if (!machine_interrupts_were_on(regs) || (task->flags & (KSPAWN_TF_IDLE | KSPAWN_TF_EXITING)))
		kspawn_panic("the stack of the kernel is full");
	machine_call_on_return(regs, die_of_overflow, this_cpu()->entry.stack);
}

/* ---- the end ---- */

static int status_of_init(const struct kspawn_task *leader)
{
	const int status = leader->flags & KSPAWN_TF_GROUP_EXIT ? leader->group_code : leader->exit_code;

	return status & 0x7f ? 128 + (status & 0x7f) : status >> 8;
}

/* Waits until all other tasks that exit have ended, so that what is left then is left for good. The thread that calls this
 * is one that exits. */
static void settle(const struct kspawn_task *init)
{
	interrupts_enable();
	while (__atomic_load_n(&init->threads, __ATOMIC_ACQUIRE) > 1 || processes_leaving() > 1) {
		yield();
		machine_relax();
	}
	interrupts_disable();
}

void kspawn_panic(const char *why)
{
	struct kspawn_task *task = kspawn_current(), *init = kspawn_init_task();

	interrupts_disable();
	if (init && task->leader == init && (task->flags & KSPAWN_TF_LAST)) {
		settle(init);
		log_line("kernel: init has ended; %lu frames in use, %lu processes, %lu ticks", (unsigned long)frames_used(),
			 (unsigned long)processes_count(), (unsigned long)ticks());
		power_off(status_of_init(init));
	}
	log_line("kernel: panic: %s", why);
	power_off(125);
}
