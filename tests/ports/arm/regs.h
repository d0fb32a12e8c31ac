/* tests/ports/arm/regs.h: every register of a program, as words of a pattern */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

/* Words of struct regs; r0 to r14 are the first. */
#define REGS_SP 13
#define REGS_APSR 15
#define REGS_TLS 16
#define REGS_FPSCR 17
#define REGS_D 18
#define REGS_WORDS (REGS_D + 64)

/* The system call convention. */
#define REGS_NR 7
#define REGS_RESULT 0
#define REGS_ARGS 0, 1, 2, 3, 4, 5

#ifndef __ASSEMBLER__
/* Words that the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_GATE_LOSES (1ul << 12 | 1ul << 14)
#define REGS_MACHINE_CLONE_LOSES 0ul
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#define REGS_BANKS                                                                                \
	{ "r", 15, 1, 0 }, { "apsr", 1, 1, 0 }, { "tpidruro", 1, 1, 0 }, { "fpscr", 1, 1, 0 }, { "d", 32, 2, 0 }

/* Makes a random pattern one that the machine takes. */
static inline void regs_legal(unsigned long *word)
{
	word[REGS_APSR] &= 0xf80f0000;  /* N Z C V Q GE */
	word[REGS_FPSCR] &= 0xffc0009f; /* conditions, QC, AHP, DN, FZ, RMode and the cumulative exceptions */
}

/* A program's registers at its first instruction; all others are zero. */
static inline void regs_initial(unsigned long *word)
{
	(void)word;
}
#endif
#endif
