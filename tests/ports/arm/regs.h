/* tests/ports/arm/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_R0
#define REGS_TARGET KSPAWN_REGS_R(12)
#define REGS_NR KSPAWN_REGS_R(7) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR) | REGS_BIT(KSPAWN_REGS_TLS_RW))
#define REGS_GATE_LOSES (REGS_BIT(KSPAWN_REGS_R(12)) | REGS_BIT(KSPAWN_REGS_LR))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifndef __ASSEMBLER__
static inline void regs_legal(struct regs *r)
{
	r->regs.cpsr &= 0xf80f0000;                 /* N Z C V Q GE */
	r->fp[KSPAWN_USER_FPSCR / 4] &= 0xffc0009f; /* conditions, QC, AHP, DN, FZ, RMode and the cumulative exceptions */
	r->fp[KSPAWN_USER_FPSCR / 4 + 1] = 0;
}
#endif
