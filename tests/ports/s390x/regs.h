/* tests/ports/s390x/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_R(n) (KSPAWN_REGS_R0 + (n) * KSPAWN_WORD)
#define REGS_FIRST REGS_R(2)
#define REGS_TARGET REGS_R(14)
#define REGS_NR REGS_R(1) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES REGS_BIT(REGS_TARGET)
#define REGS_SPIN_LOSES (REGS_GATE_LOSES | REGS_BIT(REGS_R(0)))

#ifndef __ASSEMBLER__
static inline void regs_legal(struct regs *r)
{
	uint32_t *const fpc = &r->fp[KSPAWN_USER_FPC / 4];

	r->regs.mask &= 0x00003f0000000000; /* condition code, program mask */
	fpc[0] &= 0x00f80003;               /* flags, rounding mode */
	fpc[1] = 0;
}
#endif
