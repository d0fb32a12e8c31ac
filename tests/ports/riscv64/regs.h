/* tests/ports/riscv64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_A0
#define REGS_TARGET KSPAWN_REGS_T6
#define REGS_NR (KSPAWN_REGS_A0 + 7 * KSPAWN_WORD) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_STATUS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES (REGS_BIT(KSPAWN_REGS_RA) | REGS_BIT(KSPAWN_REGS_T6))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifndef __ASSEMBLER__
static inline void regs_legal(struct regs *r)
{
	uint32_t *const fcsr = &r->fp[KSPAWN_USER_FCSR / 4];
	const uint32_t rounding = *fcsr >> 5 & 7;

	fcsr[0] = (fcsr[0] & 0x1f) | (rounding > 4 ? rounding - 4 : rounding) << 5; /* the accrued exceptions; frm */
	fcsr[1] = 0;
}
#endif
