/* tests/ports/x86_64/regs_fx.h: what may be in the FXSAVE area, flags and selectors of a program, in 64 and in 32 bits
 * (AMD64 manual, volume 2, 11.4.4, 3.1.6) */
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

/* Rows of tests/arch/forgery.h. The kernel's selectors are the same. */
/* clang-format off */
#define CS KSPAWN_REGS_CS
#define SS KSPAWN_REGS_SS
#define FORGERIES_OF_BOTH                                                                                              \
	SET("IOPL", 0x3000, DIES), SET("IOPL 1", 0x1000, DIES), SET("IOPL 2", 0x2000, DIES), SET("NT", 0x4000, DIES),  \
	SET("VM", 0x20000, DIES), SET("VIF", 0x80000, DIES), SET("VIP", 0x100000, DIES),                               \
	CLEAR("no interrupts", 0x200, DIES), CLEAR("no fixed bit", 2, DIES), SET("reserved flags", 0x8028, DIES),      \
	SET("reserved bit 3", 8, DIES), SET("reserved bit 22", 0x400000, DIES), WORD(STATUS_WORD, "no flags", 0, DIES), \
	WORD(STATUS_WORD, "all flags but TF", ~0x100ul, DIES), SET("RF", 0x10000, LIVES), SET("AC", 0x40000, LIVES),   \
	SET("ID", 0x200000, LIVES), SET("TF", 0x100, KILLED(SIGTRAP)), WORD(CS, "the kernel's code", 0x10, DIES),      \
	WORD(CS, "the kernel's code, as a program", 0x13, DIES), WORD(CS, "no code", 0, DIES),                         \
	WORD(CS, "code beyond the table", 0xfff3, DIES), { "code and more", CS, ~0ul, 0x10000, DIES },                 \
	WORD(SS, "the kernel's stack", 0x18, DIES), WORD(SS, "the kernel's stack, as a program", 0x1b, DIES),          \
	WORD(SS, "no stack", 0, DIES), WORD(SS, "no stack, as a program", 3, DIES)
#define FORGERIES_OF_CALM_FLAGS SET("arithmetic flags", 0x8d5, LIVES), SET("DF", 0x400, LIVES),
/* clang-format on */
