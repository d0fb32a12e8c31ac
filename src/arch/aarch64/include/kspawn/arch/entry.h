/* aarch64 entry.h: what a processor's entry keeps, in the kernel's block at TPIDR_EL1 */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

/* The cause of a trap is ESR_EL1, in which bits 60 up are zero, or for traps that are not synchronous exceptions: */
#define KSPAWN_ENTRY_IRQ (KSPAWN_ENTRY_KIND << 60)        /* alone */
#define KSPAWN_ENTRY_FIQ (2 * KSPAWN_ENTRY_KIND << 60)    /* alone */
#define KSPAWN_ENTRY_SERROR (3 * KSPAWN_ENTRY_KIND << 60) /* and ESR_EL1 */

#ifdef __ASSEMBLER__
#define KSPAWN_ENTRY_KIND 1
#else
#define KSPAWN_ENTRY_KIND UINT64_C(1)
#endif

/* TPIDRRO_EL0 is the entry's and zero outside of it, SP_EL1 is left at the end of the current task's registers in user
 * mode, and the kernel runs on SP_EL1 alone. */
/* clang-format off */
#define KSPAWN_ENTRY_CPU(WORD, WORDS)                                                                                  \
	WORD(stack, STACK) WORD(stack_low, STACK_LOW) WORD(emergency, EMERGENCY) WORDS(scratch, SCRATCH, 2)
/* clang-format on */
#define KSPAWN_ENTRY_THIS_CPU "mrs %0, tpidr_el1"
#include <kspawn/entry_cpu.h>

#ifndef __ASSEMBLER__
/* EL0t is zero. */
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->pstate & 0xf); }
#endif
#endif
