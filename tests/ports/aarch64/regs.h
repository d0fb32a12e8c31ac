/* tests/ports/aarch64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_X0
#define REGS_TARGET KSPAWN_REGS_X(16)
#define REGS_NR KSPAWN_REGS_X(8) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_SPIN_LOSES (REGS_BIT(KSPAWN_REGS_X(16)) | REGS_BIT(KSPAWN_REGS_X(30)))
#define REGS_GATE_LOSES (REGS_SPIN_LOSES | REGS_BIT(KSPAWN_REGS_X(17)))

#ifndef __ASSEMBLER__
static inline void regs_legal(struct regs *r)
{
	r->regs.pstate &= 0xf0000000;                /* NZCV */
	r->fp[KSPAWN_USER_FPCR / 4] &= 0x07c00000; /* AHP, DN, FZ, RMode */
	r->fp[KSPAWN_USER_FPSR / 4] &= 0x0800009f; /* QC and the cumulative exceptions */
	r->fp[KSPAWN_USER_FPCR / 4 + 1] = r->fp[KSPAWN_USER_FPCR / 4 + 2] = 0;
}
#endif
