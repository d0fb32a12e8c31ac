/* include/kspawn/entry.h: the way in and out of a kernel on real privilege, optional */
#ifndef KSPAWN_ENTRY_H
#define KSPAWN_ENTRY_H

#include <kspawn/arch/entry.h> /* struct kspawn_entry_cpu, kspawn_entry_from_user */
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A kernel with an entry of its own leaves this alone and supplies
 * kspawn_return_to_user itself. This one supplies it, and asks the kernel for
 * the functions at the end. Link kspawn::entry, or the sources whose names
 * end in _privileged. */

/// From here on this processor comes in through the library's entry. `cpu`
/// begins the kernel's own block of the processor and stays its register of
/// that: the GS base on x86-64, tp on RISC-V, TPIDR_EL1 on AArch64, TPIDRPRW on
/// ARM, EBase on MIPS. Interrupts off.
void kspawn_entry_start(struct kspawn_entry_cpu *cpu);

/// The block that kspawn_entry_start was given here. No sleep; the processor may
/// change at the next interrupt, unless they are off.
static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void);

/// `task` is about to run here: its registers and its stack are where the next
/// entry goes. Owed before each switch_to, interrupts off.
static inline void kspawn_entry_use(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task);

/* ---- supplied by the kernel; called on the task's kernel stack, interrupts off ---- */

/// A system call of the current task in *regs, which is current_pt_regs(). Turn
/// interrupts on and call kspawn_syscall.
void kspawn_entry_syscall(struct kspawn_pt_regs *regs);

/// An exception or interrupt, by the machine's own number (x86-64: vector;
/// RISC-V: scause; AArch64: ESR_EL1 or KSPAWN_ENTRY_IRQ and its like; ARM: one of
/// KSPAWN_ENTRY_IRQ and its like, with DFSR or IFSR) and detail
/// (error code; stval; FAR_EL1; DFAR or IFAR). From user mode `regs` is
/// current_pt_regs(), else a frame on the running stack; what you change in it is
/// what the processor returns to. Return with interrupts off. To preempt the
/// kernel, switch away in here.
void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail);

/// The last stop before user mode with *regs. Turn interrupts on; call
/// kspawn_user_work, deliver signals, let others run; load memory and floating
/// point; return with interrupts off when nothing more is to be done. Registers
/// that kspawn_pt_regs_valid refuses end the machine after this.
void kspawn_entry_leave(struct kspawn_pt_regs *regs);

/// The kernel stack is full. Runs on the emergency stack with the registers of
/// whoever filled it, interrupts off; may change them and return, or not. Not
/// called on x86-64, where a full stack is a double fault on its IST stack.
void kspawn_entry_overflow(struct kspawn_pt_regs *regs);

#ifdef __cplusplus
}
#endif

#include <kspawn/arch/entry_inline.h>
#endif
