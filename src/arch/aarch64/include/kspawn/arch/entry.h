/* aarch64 entry.h: what a processor's entry keeps, in the kernel's block at TPIDR_EL1 */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/arch/ptrace.h>

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_STACK 0
#define KSPAWN_ENTRY_STACK_LOW 8
#define KSPAWN_ENTRY_EMERGENCY 16
#define KSPAWN_ENTRY_SCRATCH 24

/* The cause of a trap is ESR_EL1, in which bits 60 up are zero, or for what is no exception of an instruction: */
#define KSPAWN_ENTRY_IRQ (KSPAWN_ENTRY_KIND << 60)        /* alone */
#define KSPAWN_ENTRY_FIQ (2 * KSPAWN_ENTRY_KIND << 60)    /* alone */
#define KSPAWN_ENTRY_SERROR (3 * KSPAWN_ENTRY_KIND << 60) /* and ESR_EL1 */

#ifdef __ASSEMBLER__
#define KSPAWN_ENTRY_KIND 1
#else
#define KSPAWN_ENTRY_KIND UINT64_C(1)

/// TPIDR_EL1 is the block's, TPIDRRO_EL0 is the entry's and zero outside of it,
/// SP_EL1 is left at the end of the current task's registers in user mode, and
/// the kernel runs on SP_EL1 alone.
struct kspawn_entry_cpu {
	uintptr_t stack;     /* where the kernel runs after an entry from user mode */
	uintptr_t stack_low; /* the lowest byte of the running kernel stack */
	uintptr_t emergency; /* the end of a stack for the report of an overflow: yours */
	uintptr_t scratch[2];
};

/* EL0t is zero. */
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->pstate & 0xf); }

KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack) == KSPAWN_ENTRY_STACK, "stack");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack_low) == KSPAWN_ENTRY_STACK_LOW, "stack_low");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, emergency) == KSPAWN_ENTRY_EMERGENCY, "emergency");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, scratch) == KSPAWN_ENTRY_SCRATCH, "scratch");
#endif
#endif
