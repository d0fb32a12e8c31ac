/* riscv64 entry.h: what a processor's entry keeps, in the kernel's block at tp */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

/* clang-format off */
#define KSPAWN_ENTRY_CPU(WORD, WORDS)                                                                                  \
	WORD(regs_end, REGS_END) WORD(stack, STACK) WORD(stack_low, STACK_LOW) WORD(emergency, EMERGENCY)              \
	WORDS(scratch, SCRATCH, 2) WORD(gp, GP) /* the kernel's, kept from kspawn_entry_start */
/* clang-format on */
#define KSPAWN_ENTRY_THIS_CPU "mv %0, tp"
#define KSPAWN_ENTRY_HAS_REGS_END
#include <kspawn/entry_cpu.h>

#ifndef __ASSEMBLER__
static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return !(regs->status & 1 << 8); } /* SPP */
#endif
#endif
