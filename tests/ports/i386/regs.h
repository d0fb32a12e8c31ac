/* tests/ports/i386/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_NR KSPAWN_REGS_AX /* the number of a system call */

/* No registers; what the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_NONE                                                                                              \
	(3 * REGS_BIT(KSPAWN_REGS_UNUSED) | REGS_BIT(KSPAWN_REGS_IP) | REGS_BIT(KSPAWN_REGS_CS) |              \
	 REGS_BIT(KSPAWN_REGS_SS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES 0
#define REGS_MACHINE_CLONE_LOSES REGS_BIT(KSPAWN_REGS_BP)
#define REGS_SPIN_LOSES 0

#ifndef __ASSEMBLER__
#include "../x86_64/regs_fx.h"

#define REGS_INITIAL(r) \
	((r).regs.flags = 0x202, (r).regs.ds = (r).regs.es = KSPAWN_USER_SS, (r).fp[REGS_MASK] = regs_start.fp[REGS_MASK])

/* No segment is in es, which the kernel must not use. */
static inline void regs_legal(struct all_regs *r)
{
	r->regs.flags = (r->regs.flags & 0xcd5) | 0x202; /* arithmetic flags and DF */
	r->regs.ds = KSPAWN_USER_SS;
	r->regs.es = r->regs.fs = 0;
	__asm__ volatile("mov %%gs, %0" : "=r"(r->regs.gs));
	regs_legal_fx(r);
}
#endif

/* EFLAGS and selectors of a program (AMD64 manual, volume 2, 3.1.6): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	FORGERIES_OF_BOTH, WORD(CS, "its code, as the kernel", KSPAWN_USER_CS - 3, DIES),                              \
	WORD(CS, "code of 64 bits", 0x33, DIES), WORD(CS, "code of an LDT", KSPAWN_USER_CS + 4, DIES),                 \
	WORD(CS, "data as code", KSPAWN_USER_SS, DIES), WORD(SS, "code as stack", KSPAWN_USER_CS, DIES),               \
	WORD(SS, "its stack, as the kernel", KSPAWN_USER_SS - 3, DIES),                                                \
	WORD(KSPAWN_REGS_DS, "the kernel's data", 0x18, DIES), WORD(KSPAWN_REGS_ES, "the kernel's extra data", 0x18, DIES), \
	{ "data and more", KSPAWN_REGS_DS, ~0ul, 0x10000, DIES }, WORD(KSPAWN_REGS_FS, "fs of the kernel", 8, DIES),   \
	WORD(KSPAWN_REGS_GS, "gs of the kernel", 0x18, DIES), WORD(KSPAWN_REGS_GS, "no gs, as a program", 3, LIVES),   \
	WORD(KSPAWN_REGS_FS, "fs of its data", KSPAWN_USER_SS, LIVES), WORD(TLS, "TLS in the kernel", 0xfffff000, LIVES)
#define FORGERIES_OF_NO_MACHINE FORGERIES_OF_CALM_FLAGS
#define NEW_PROGRAM { STATUS_WORD, 0x202 }, { CS, KSPAWN_USER_CS }, { SS, KSPAWN_USER_SS },                            \
	{ KSPAWN_REGS_DS, KSPAWN_USER_SS }, { KSPAWN_REGS_ES, KSPAWN_USER_SS }
/* clang-format on */
