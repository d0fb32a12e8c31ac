/* tests/ports/mips/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_A0
#define REGS_TARGET KSPAWN_REGS_R(25)
#define REGS_NR KSPAWN_REGS_V0 /* the number of a system call */

/* No registers, or the machine's at any time, as k0 and k1; what the gate and regs_spin do not keep. */
#define REGS_NONE                                                                                     \
	(REGS_BIT(KSPAWN_REGS_R(0)) | REGS_BIT(KSPAWN_REGS_R(26)) | REGS_BIT(KSPAWN_REGS_R(27)) |            \
	 REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_STATUS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES                                                                               \
	(REGS_BIT(KSPAWN_REGS_R(24)) | REGS_BIT(KSPAWN_REGS_R(25)) | REGS_BIT(KSPAWN_REGS_R(31)))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifndef __ASSEMBLER__
/* What a NaN looks like is the processor's. */
#define REGS_INITIAL(r) ((r).fp[KSPAWN_USER_FCSR / 4] |= regs_start.fp[KSPAWN_USER_FCSR / 4] & 3 << 18)

static inline void regs_legal(struct regs *r)
{
	/* FCC, FS, flags and rounding mode; no cause, no exception enabled */
	r->fp[KSPAWN_USER_FCSR / 4] = (r->fp[KSPAWN_USER_FCSR / 4] & 0xff80007f) | KSPAWN_FCSR_FIXED;
	r->fp[KSPAWN_USER_FCSR / 4 + 1] = 0;
	REGS_INITIAL(*r);
}
#endif
