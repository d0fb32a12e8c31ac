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
static inline void regs_legal(struct regs *r)
{
	r->regs.sr &= 0x1f;
	r->fp[0] &= 0xb0;       /* FPCR: precision, rounding; no exception enabled */
	r->fp[1] &= 0x0ffffff8; /* FPSR: conditions, quotient, exceptions, accrued exceptions */
	r->fp[2] = 0;           /* FPIAR, which QEMU does not have */
	for (int i = KSPAWN_USER_FP0 / 4; i < KSPAWN_USER_STATE_SIZE / 4; i += 3)
		r->fp[i] &= 0xffff0000; /* sign and exponent */
}
#endif
