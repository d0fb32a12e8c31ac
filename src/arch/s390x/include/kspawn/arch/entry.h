/* s390x entry.h: what a processor's entry keeps, in the kernel's block and in the lowcore */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

/* The cause of a trap is the code of a program interruption and, in bits 16 up, the length of the instruction; the detail
 * is the translation-exception identification. Or it is one of these and an interruption code. (z/Architecture Principles of
 * Operation, "Assigned Storage Locations") */
#define KSPAWN_ENTRY_RESTART KSPAWN_ENTRY_KIND             /* alone */
#define KSPAWN_ENTRY_EXTERNAL (2 * KSPAWN_ENTRY_KIND)      /* the code; the detail is the parameter */
#define KSPAWN_ENTRY_SVC (3 * KSPAWN_ENTRY_KIND)           /* the code, of a call in the kernel */
#define KSPAWN_ENTRY_MACHINE_CHECK (5 * KSPAWN_ENTRY_KIND) /* alone; the detail is the code */
#define KSPAWN_ENTRY_IO (6 * KSPAWN_ENTRY_KIND)            /* alone; the detail is the subsystem identification */

#ifdef __ASSEMBLER__
#define KSPAWN_ENTRY_KIND (1 << 24)
#else
#define KSPAWN_ENTRY_KIND (UINT64_C(1) << 24)
#endif

/* The kernel runs in the home space, programs in the primary space, which has no page of the kernel. Page 0 of the home space
 * is page 0 of real storage, each processor's own. From 512 on it has the address of the block and what the entry itself
 * needs. */
#define KSPAWN_ENTRY_LOWCORE 512
/* clang-format off */
#define KSPAWN_ENTRY_CPU(WORD, WORDS)                                                                                  \
	WORD(regs_end, REGS_END) WORD(stack, STACK) WORD(stack_low, STACK_LOW) WORD(emergency, EMERGENCY)
/* clang-format on */
#define KSPAWN_ENTRY_THIS_CPU "lg %0, 512"
#define KSPAWN_ENTRY_HAS_REGS_END
#include <kspawn/entry_cpu.h>

#ifndef __ASSEMBLER__
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return regs->mask >> 48 & 1; } /* problem state */
#endif
#endif
