/* tests/ports/riscv64/regs.h: every register of a program, as words of a pattern */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

/* Words of struct regs; x1 to x31 are the first. */
#define REGS_X(n) ((n) - 1)
#define REGS_SP REGS_X(2)
#define REGS_TLS REGS_X(4) /* tp */
#define REGS_FCSR 31
#define REGS_F 32
#define REGS_WORDS (REGS_F + 32)

/* The system call convention. */
#define REGS_NR REGS_X(17)
#define REGS_RESULT REGS_X(10)
#define REGS_ARGS REGS_X(10), REGS_X(11), REGS_X(12), REGS_X(13), REGS_X(14), REGS_X(15)

#ifndef __ASSEMBLER__
/* Words that the gate, the machine's own clone and regs_spin do not keep: ra and t6. */
#define REGS_GATE_LOSES (1ul << REGS_X(1) | 1ul << REGS_X(31))
#define REGS_MACHINE_CLONE_LOSES 0ul
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#define REGS_BANKS { "x", 31, 1, 1 }, { "fcsr", 1, 1, 0 }, { "f", 32, 1, 0 }

/* Makes a random pattern one that the machine takes. */
static inline void regs_legal(unsigned long *word)
{
	unsigned long rounding = word[REGS_FCSR] >> 5 & 7;

	word[REGS_FCSR] &= 0x1f; /* the accrued exceptions */
	word[REGS_FCSR] |= (rounding > 4 ? rounding - 4 : rounding) << 5;
}

/* A program's registers at its first instruction; all others are zero. */
static inline void regs_initial(unsigned long *word)
{
	(void)word;
}
#endif
#endif
