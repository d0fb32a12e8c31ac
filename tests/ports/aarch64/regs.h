/* tests/ports/aarch64/regs.h: every register of a program, as words of a pattern */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

/* Words of struct regs; x0 to x30 are the first. */
#define REGS_SP 31
#define REGS_NZCV 32
#define REGS_TLS 33
#define REGS_FPCR 34
#define REGS_FPSR 35
#define REGS_V 36
#define REGS_WORDS (REGS_V + 64)

/* The system call convention. */
#define REGS_NR 8
#define REGS_RESULT 0
#define REGS_ARGS 0, 1, 2, 3, 4, 5

#ifndef __ASSEMBLER__
/* Words that the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_GATE_LOSES (1ul << 16 | 1ul << 17 | 1ul << 30)
#define REGS_MACHINE_CLONE_LOSES 0ul
#define REGS_SPIN_LOSES (1ul << 16 | 1ul << 30)

#define REGS_BANKS                                                                             \
	{ "x", 31, 1, 0 }, { "sp", 1, 1, 0 }, { "nzcv", 1, 1, 0 }, { "tpidr_el0", 1, 1, 0 },        \
	{ "fpcr", 1, 1, 0 }, { "fpsr", 1, 1, 0 }, { "v", 32, 2, 0 }

/* Makes a random pattern one that the machine takes. */
static inline void regs_legal(unsigned long *word)
{
	word[REGS_NZCV] &= 0xf0000000;
	word[REGS_FPCR] &= 0x07c00000; /* AHP, DN, FZ, RMode */
	word[REGS_FPSR] &= 0x0800009f; /* QC and the cumulative exceptions */
}

/* A program's registers at its first instruction; all others are zero. */
static inline void regs_initial(unsigned long *word)
{
	(void)word;
}
#endif
#endif
