/* entry.c: what the library's entry calls: system calls, faults, the way back to user mode */
#include <asm/unistd.h>

#include <kspawn/syscall.h>
#include <kspawn/wait.h>

#include "kernel.h"

void kspawn_entry_syscall(struct kspawn_pt_regs *regs) { kspawn_syscall(regs); }

static long sys_write(uintptr_t from, size_t n)
{
	char text[64];

	for (size_t done = 0, part; done < n; done += part) {
		part = n - done < sizeof(text) - 1 ? n - done : sizeof(text) - 1;
		if (kspawn_copy_from_user(text, from + done, part))
			return done ? (long)done : -EFAULT;
		text[part] = '\0';
		print(text);
	}
	return (long)n;
}

/* The core has the calls of processes; all others are yours. */
long kspawn_fallback_syscall(struct kspawn_pt_regs *regs)
{
	switch (kspawn_pt_regs_nr(regs)) {
	case __NR_write:
		return sys_write(kspawn_pt_regs_arg(regs, 1), kspawn_pt_regs_arg(regs, 2));
	default:
		return -ENOSYS;
	}
}

void kspawn_sched_yield(void) { yield(); }

/* No interrupt is let in, so it is an exception. */
void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	print("exception ");
	print_number((long)cause);
	print(", detail ");
	print_number((long)detail);
	print(", at ");
	print_number((long)kspawn_pt_regs_ip(regs));
	print("\n");
	if (!kspawn_entry_from_user(regs))
		kspawn_panic("an exception in the kernel");
	kspawn_exit_group(SIGSEGV);
}

/* Other tasks run at each way back to user mode, since there is no timer. */
void kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs)
{
	yield();
	kspawn_user_work(regs);
}

void kspawn_entry_invalid(void) { kspawn_exit_group(SIGSEGV); }

void kspawn_entry_overflow(struct kspawn_pt_regs *regs)
{
	(void)regs;
	kspawn_panic("the stack of the kernel is full");
}
