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
static inline void regs_legal(struct regs *r)
{
	r->regs.flags = (r->regs.flags & 0xcd5) | 0x202; /* arithmetic flags and DF */
	r->regs.ds = KSPAWN_USER_SS;
	r->regs.es = r->regs.fs = 0;
	r->regs.gs = tls_selector();
	regs_legal_fx(r);
}
#endif
