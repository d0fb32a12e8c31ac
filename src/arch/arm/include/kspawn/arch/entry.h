/* arm entry.h: what a processor's entry keeps, in the kernel's block at TPIDRPRW */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

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
#endif

/* `scratch` are r0 to r3, pc and CPSR of what an exception has interrupted in the kernel. sp of all modes in which
 * exceptions come is the block's too. In user mode sp of SVC mode is left inside the current task's registers, and the
 * kernel runs in SVC mode alone. */
/* clang-format off */
#define KSPAWN_ENTRY_CPU(WORD, WORDS)                                                                                  \
	WORDS(scratch, SCRATCH, 5) WORD(scratch_cpsr, SCRATCH_CPSR) WORD(stack, STACK) WORD(stack_low, STACK_LOW)      \
	WORD(emergency, EMERGENCY)
/* clang-format on */
#define KSPAWN_ENTRY_THIS_CPU "mrc p15, 0, %0, c13, c0, 4"
#include <kspawn/entry_cpu.h>

#ifndef __ASSEMBLER__
/* User mode is 16. */
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->cpsr & 0xf); }
#endif
#endif
