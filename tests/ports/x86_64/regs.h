/* tests/ports/x86_64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

#include <regs_words.h>

#define REGS_NR KSPAWN_REGS_AX /* the number of a system call */

/* No registers; what the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_NONE                                                                                             \
	(REGS_BIT(KSPAWN_REGS_IP) | REGS_BIT(KSPAWN_REGS_CS) | REGS_BIT(KSPAWN_REGS_SS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES 0
#define REGS_MACHINE_CLONE_LOSES (REGS_BIT(KSPAWN_REGS_CX) | REGS_BIT(KSPAWN_REGS_R9) | REGS_BIT(KSPAWN_REGS_R11))
#define REGS_SPIN_LOSES 0

#ifndef __ASSEMBLER__
/* Words of FXSAVE's area. (AMD64 manual, volume 1, 11.4.4) MXCSR_MASK is the processor's. */
enum { REGS_FCW = 0, REGS_FTW = 1, REGS_FIP = 2, REGS_MXCSR = 6, REGS_MASK = 7, REGS_ST = 8, REGS_XMM = 40, REGS_RESERVED = 104 };
#define REGS_INITIAL(r) ((r).regs.flags = 0x202, (r).fp[REGS_MASK] = regs_start.fp[REGS_MASK])

static inline void regs_legal(struct regs *r)
{
	r->regs.flags = (r->regs.flags & 0xcd5) | 0x202;    /* arithmetic flags and DF */
	r->fp[REGS_FCW] = 0x27f | (r->fp[REGS_FCW] & 0xd00); /* exceptions masked */
	r->fp[REGS_FTW] = 0xff;                             /* all of st in use */
	for (int i = REGS_FIP; i < REGS_MXCSR; i++)
		r->fp[i] = 0;
	r->fp[REGS_MXCSR] = (r->fp[REGS_MXCSR] & 0xe07f) | 0x1f80; /* exceptions masked */
	r->fp[REGS_MASK] = regs_start.fp[REGS_MASK];
	for (int i = REGS_ST; i < REGS_XMM; i += 4) {
		r->fp[i + 2] &= 0xffff;
		r->fp[i + 3] = 0;
	}
	for (int i = REGS_RESERVED; i < KSPAWN_USER_STATE_SIZE / 4; i++)
		r->fp[i] = 0;
}
#endif
#endif
