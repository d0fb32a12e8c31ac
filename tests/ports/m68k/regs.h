/* tests/ports/m68k/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_NR KSPAWN_REGS_D0 /* the number of a system call */

/* No registers; what the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES 0
#define REGS_MACHINE_CLONE_LOSES REGS_BIT(KSPAWN_REGS_A0 + 4)
#define REGS_SPIN_LOSES 0

#ifndef __ASSEMBLER__
static inline void regs_legal(struct all_regs *r)
{
	r->regs.sr &= 0x1f;
	r->fp[0] &= 0xb0;       /* FPCR: precision, rounding; no exception enabled */
	r->fp[1] &= 0x0ffffff8; /* FPSR: conditions, quotient, exceptions, accrued exceptions */
	r->fp[2] = 0;           /* FPIAR, which QEMU does not have */
	for (int i = KSPAWN_USER_FP0 / 4; i < KSPAWN_USER_STATE_SIZE / 4; i += 3)
		r->fp[i] &= 0xffff0000; /* sign and exponent */
}
#endif

/* SR of a program (M68000 Family Programmer's Reference Manual, 1.3.2): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	SET("S", 0x2000, DIES), SET("M", 0x1000, DIES), SET("S and M", 0x3000, DIES),                                  \
	SET("the highest interrupt mask", 0x700, DIES), SET("interrupt mask 1", 0x100, DIES),                          \
	SET("interrupt mask 2", 0x200, DIES), SET("interrupt mask 4", 0x400, DIES), SET("bit 11", 0x800, DIES),        \
	SET("reserved bits of CCR", 0xe0, DIES), SET("bit 5", 0x20, DIES), SET("bits above SR", 0x10000, DIES),        \
	SET("the highest bit", 1ul << 31, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES), SET("X N Z V C", 0x1f, LIVES), \
	WORD(TLS, "TLS in the kernel", 0xfffff000, LIVES)
#define FORGERIES_OF_NO_MACHINE SET("T1", 0x8000, LIVES), SET("T0", 0x4000, LIVES),
/* clang-format on */
