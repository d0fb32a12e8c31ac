/* tests/system/kernel/walk_host.c: the example kernel, interrupted at one instruction after another
 *
 * The linker puts these between the kernel and what they are named after. */
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"
#include "walk.h"
#include "walk_machine.h"

int __real_init(void *arg);
void __real_kspawn_schedule_tail(struct kspawn_thread *prev);
void __real_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs);
void __real_machine_timer(uint64_t at);
void __real_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);
_Noreturn void __real_power_off(int status);

void __wrap_machine_timer(uint64_t at);
void __wrap_machine_timer(uint64_t at)
{
	static bool started;

	(void)at;
	__real_machine_timer(walk_next(machine_now()));
	if (!started && boot_option("unmaskable", 0))
		walk_unmaskable_start();
	started = true;
}

void __wrap_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);
void __wrap_kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	if (walk_unmaskable(regs, cause))
		return;
	walk_note(kspawn_pt_regs_ip(regs));
	__real_kspawn_entry_trap(regs, cause, detail);
}

/* What follows a creation and the end of a call: one instruction further each time. */
static void walk_from_here(uint64_t *step, uint64_t far)
{
	*step = (*step + 1) % far;
	walk_unmaskable_in(*step);
}

void __wrap_kspawn_schedule_tail(struct kspawn_thread *prev);
void __wrap_kspawn_schedule_tail(struct kspawn_thread *prev)
{
	static uint64_t step;
	static uint32_t creations;

	__real_kspawn_schedule_tail(prev);
	if (__atomic_add_fetch(&creations, 1, __ATOMIC_RELAXED) % 256 == 0)
		log_line("walk: %u creations", (unsigned)creations); /* or the kernel is taken for one that hangs */
	walk_from_here(&step, 80);
}

void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs);
void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs)
{
	static uint64_t step;

	__real_kspawn_entry_exit_to_user(regs);
	walk_from_here(&step, 400);
}

_Noreturn void __wrap_power_off(int status);
_Noreturn void __wrap_power_off(int status)
{
	interrupts_disable();
	walk_tell();
	__real_power_off(status);
}

static int returns(void *arg) { return (int)(uintptr_t)arg; }

/* Kernel threads are rarely created otherwise: as many as `threads=` says. */
int __wrap_init(void *arg);
int __wrap_init(void *arg)
{
	for (unsigned long i = 0; i < boot_option("threads", 0); i++) {
		const int pid = kspawn_kernel_thread(returns, (void *)(i & 0x7f), SIGCHLD);
		int status;

		if (kspawn_wait4(pid, &status, 0) != pid || status != (int)(i & 0x7f) << 8)
			kspawn_panic("a kernel thread ended otherwise than it should");
	}
	return __real_init(arg);
}
