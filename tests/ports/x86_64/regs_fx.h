/* tests/ports/x86_64/regs_fx.h: what may be in the FXSAVE area of a program (AMD64 manual, volume 2, 11.4.4) */
#pragma once

/* Its words. MXCSR_MASK is the processor's. */
enum {
	REGS_FCW,
	REGS_FTW,
	REGS_FIP,
	REGS_MXCSR = 6,
	REGS_MASK,
	REGS_ST,
	REGS_XMM = 40,
	REGS_RESERVED = REGS_XMM + 8 * KSPAWN_WORD, /* 8 or 16 registers */
};

static inline void regs_legal_fx(struct all_regs *r)
{
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
