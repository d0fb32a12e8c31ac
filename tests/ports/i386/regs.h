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
#define CS KSPAWN_REGS_CS
#define SS KSPAWN_REGS_SS
#define FORGERIES                                                                                                      \
	SET("IOPL", 0x3000, DIES), SET("IOPL 1", 0x1000, DIES), SET("IOPL 2", 0x2000, DIES), SET("NT", 0x4000, DIES),  \
	SET("VM", 0x20000, DIES), SET("VIF", 0x80000, DIES), SET("VIP", 0x100000, DIES),                               \
	CLEAR("no interrupts", 0x200, DIES), CLEAR("no fixed bit", 2, DIES), SET("reserved flags", 0x8028, DIES),      \
	SET("reserved bit 3", 8, DIES), SET("reserved bit 22", 0x400000, DIES), WORD(STATUS_WORD, "no flags", 0, DIES), \
	WORD(STATUS_WORD, "all flags but TF", ~0x100ul, DIES), SET("RF", 0x10000, LIVES), SET("AC", 0x40000, LIVES),   \
	SET("ID", 0x200000, LIVES), SET("TF", 0x100, KILLED(SIGTRAP)), WORD(CS, "the kernel's code", 0x10, DIES),      \
	WORD(CS, "the kernel's code, as a program", 0x13, DIES),                                                       \
	WORD(CS, "its code, as the kernel", KSPAWN_USER_CS - 3, DIES), WORD(CS, "no code", 0, DIES),                   \
	WORD(CS, "code of 64 bits", 0x33, DIES), WORD(CS, "code of an LDT", KSPAWN_USER_CS + 4, DIES),                 \
	WORD(CS, "code beyond the table", 0xfff3, DIES), { "code and more", CS, ~0ul, 0x10000, DIES },                 \
	WORD(CS, "data as code", KSPAWN_USER_SS, DIES), WORD(SS, "the kernel's stack", 0x18, DIES),                    \
	WORD(SS, "the kernel's stack, as a program", 0x1b, DIES), WORD(SS, "no stack", 0, DIES),                       \
	WORD(SS, "no stack, as a program", 3, DIES), WORD(SS, "code as stack", KSPAWN_USER_CS, DIES),                  \
	WORD(SS, "its stack, as the kernel", KSPAWN_USER_SS - 3, DIES),                                                \
	WORD(KSPAWN_REGS_DS, "the kernel's data", 0x18, DIES), WORD(KSPAWN_REGS_ES, "the kernel's extra data", 0x18, DIES), \
	{ "data and more", KSPAWN_REGS_DS, ~0ul, 0x10000, DIES }, WORD(KSPAWN_REGS_FS, "fs of the kernel", 8, DIES),   \
	WORD(KSPAWN_REGS_GS, "gs of the kernel", 0x18, DIES), WORD(KSPAWN_REGS_GS, "no gs, as a program", 3, LIVES),   \
	WORD(KSPAWN_REGS_FS, "fs of its data", KSPAWN_USER_SS, LIVES), WORD(TLS, "TLS in the kernel", 0xfffff000, LIVES)
#define FORGERIES_OF_NO_MACHINE SET("arithmetic flags", 0x8d5, LIVES), SET("DF", 0x400, LIVES),
#define NEW_PROGRAM { STATUS_WORD, 0x202 }, { CS, KSPAWN_USER_CS }, { SS, KSPAWN_USER_SS },                            \
	{ KSPAWN_REGS_DS, KSPAWN_USER_SS }, { KSPAWN_REGS_ES, KSPAWN_USER_SS }
/* clang-format on */
