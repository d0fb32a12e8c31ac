/* riscv64 entry.h: what a processor's entry keeps, in the kernel's block at tp */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/arch/ptrace.h>

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_REGS_END 0
#define KSPAWN_ENTRY_STACK 8
#define KSPAWN_ENTRY_STACK_LOW 16
#define KSPAWN_ENTRY_EMERGENCY 24
#define KSPAWN_ENTRY_SCRATCH 32
#define KSPAWN_ENTRY_GP 48

#ifndef __ASSEMBLER__
struct kspawn_entry_cpu {
	uintptr_t regs_end;  /* the end of the registers of the current task */
	uintptr_t stack;     /* where the kernel runs after an entry from user mode */
	uintptr_t stack_low; /* the lowest byte of the running kernel stack */
	uintptr_t emergency; /* the end of a stack for the report of an overflow: yours */
	uintptr_t scratch[2];
	uintptr_t gp; /* the kernel's, kept from kspawn_entry_start */
};

static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->status & 1 << 8); } /* SPP */

KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, regs_end) == KSPAWN_ENTRY_REGS_END, "regs_end");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack) == KSPAWN_ENTRY_STACK, "stack");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack_low) == KSPAWN_ENTRY_STACK_LOW, "stack_low");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, emergency) == KSPAWN_ENTRY_EMERGENCY, "emergency");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, scratch) == KSPAWN_ENTRY_SCRATCH, "scratch");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, gp) == KSPAWN_ENTRY_GP, "gp");
#endif
#endif
