/* arm entry.h: what a processor's entry keeps, in the kernel's block at TPIDRPRW */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/arch/ptrace.h>

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_SCRATCH 0
#define KSPAWN_ENTRY_SCRATCH_CPSR 20
#define KSPAWN_ENTRY_STACK 24
#define KSPAWN_ENTRY_STACK_LOW 28
#define KSPAWN_ENTRY_EMERGENCY 32

/* The cause of a trap is its kind, and the status register of an abort, in which bits 28 up are zero: */
#define KSPAWN_ENTRY_UNDEFINED (KSPAWN_ENTRY_KIND << 28) /* alone */
#define KSPAWN_ENTRY_FETCH (2 * KSPAWN_ENTRY_KIND << 28) /* and IFSR; the detail is IFAR */
#define KSPAWN_ENTRY_DATA (3 * KSPAWN_ENTRY_KIND << 28)  /* and DFSR; the detail is DFAR */
#define KSPAWN_ENTRY_IRQ (4 * KSPAWN_ENTRY_KIND << 28)   /* alone */
#define KSPAWN_ENTRY_FIQ (5 * KSPAWN_ENTRY_KIND << 28)   /* alone */

#ifdef __ASSEMBLER__
#define KSPAWN_ENTRY_KIND 1
#else
#define KSPAWN_ENTRY_KIND UINT32_C(1)

/// TPIDRPRW is the block's, and so is sp of all modes in which exceptions come.
/// In user mode sp of SVC mode is left inside the current task's registers, and
/// the kernel runs in SVC mode alone.
struct kspawn_entry_cpu {
	uintptr_t scratch[6]; /* r0 to r3, pc and CPSR of whom an exception has interrupted in the kernel */
	uintptr_t stack;      /* where the kernel runs after an entry from user mode */
	uintptr_t stack_low;  /* the lowest byte of the running kernel stack */
	uintptr_t emergency;  /* the end of a stack for the report of an overflow: yours */
};

/* User mode is 16. */
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->cpsr & 0xf); }

KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, scratch) == KSPAWN_ENTRY_SCRATCH, "scratch");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, scratch[5]) == KSPAWN_ENTRY_SCRATCH_CPSR, "scratch of CPSR");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack) == KSPAWN_ENTRY_STACK, "stack");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack_low) == KSPAWN_ENTRY_STACK_LOW, "stack_low");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, emergency) == KSPAWN_ENTRY_EMERGENCY, "emergency");
#endif
#endif
