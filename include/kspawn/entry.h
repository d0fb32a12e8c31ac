/* include/kspawn/entry.h: the way in and out of a kernel on real privilege, optional */
#ifndef KSPAWN_ENTRY_H
#define KSPAWN_ENTRY_H

#include <kspawn/arch/entry.h> /* struct kspawn_entry_cpu, kspawn_entry_from_user */
#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A kernel with its own entry does not use this header and supplies
 * kspawn_return_to_user itself. The library's entry supplies it, and calls the
 * kernel's functions at the end of this header. Link kspawn::entry, or the
 * sources of KSPAWN_ENTRY_SOURCES (cmake/kspawn.cmake). */

/// Makes this processor enter the kernel through the library's entry. `cpu` must be
/// the first member of the kernel's per-CPU block. Its address stays in the per-CPU
/// register: the GS base on x86-64, fs on i386, tp on RISC-V, TPIDR_EL1 on AArch64, TPIDRPRW on
/// ARM, EBase on MIPS, a word of page 0 on IBM Z. Interrupts off.
void kspawn_entry_start(struct kspawn_entry_cpu *cpu);

/// Returns the argument of kspawn_entry_start on this processor. Does not sleep. The
/// processor may change at the next interrupt, unless they are off.
static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void);

/// Call before each switch_to, interrupts off. The next entry from user mode then
/// uses the pt_regs and kernel stack of `task`.
static inline void kspawn_entry_set_task(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task);

/* ---- supplied by the kernel; called on the task's kernel stack, interrupts off ---- */

/// A system call of the current task in *regs, which is current_pt_regs(). Turn
/// interrupts on and call kspawn_syscall.
void kspawn_entry_syscall(struct kspawn_pt_regs *regs);

/// An exception or interrupt. `cause` is the architecture's own number (x86-64:
/// vector, as on i386; RISC-V: scause; AArch64: ESR_EL1 or KSPAWN_ENTRY_IRQ and its like; ARM:
/// one of KSPAWN_ENTRY_IRQ and its like, with DFSR or IFSR; IBM Z: an interruption
/// code, or KSPAWN_ENTRY_EXTERNAL and its like), `detail` its detail (error code;
/// stval; FAR_EL1; DFAR or IFAR; translation-exception identification). From user mode `regs` is
/// current_pt_regs(), else a frame on the running stack; the processor returns to
/// *regs with your changes. Return with interrupts off. To preempt the kernel,
/// switch to another task in this function.
void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);

/// Called last before user mode is entered with *regs. Turn interrupts on, call
/// kspawn_user_work, deliver signals, let other tasks run, load the address space
/// and floating point. Return with interrupts off when no work is left. The entry
/// then calls kspawn_entry_invalid if kspawn_pt_regs_valid(regs) is false.
void kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs);

/// The registers of kspawn_entry_exit_to_user may not enter user mode. Turn
/// interrupts on and end the process, or panic.
KSPAWN_NORETURN void kspawn_entry_invalid(void);

/// The kernel stack is full. Runs on the emergency stack, interrupts off. *regs is
/// the code that overflowed: change it and return, or never return. Not called on
/// x86-64 and i386, where a full stack is a double fault with a stack of its own.
void kspawn_entry_overflow(struct kspawn_pt_regs *regs);

#ifdef __cplusplus
}
#endif

#ifdef KSPAWN_ENTRY_THIS_CPU /* one instruction */
static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void)
{
	struct kspawn_entry_cpu *cpu;

	__asm__ volatile(KSPAWN_ENTRY_THIS_CPU : "=r"(cpu));
	return cpu;
}

static inline void kspawn_entry_set_task(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task)
{
#ifdef KSPAWN_ENTRY_HAS_REGS_END
	cpu->regs_end = (uintptr_t)(task->regs + 1);
#endif
	cpu->stack = (uintptr_t)task->stack + task->stack_size;
	cpu->stack_low = (uintptr_t)task->stack;
}
#else
#include <kspawn/arch/entry_inline.h>
#endif
#endif
