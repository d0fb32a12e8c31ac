/* tests/ports/mips/regs.h: every register of a program, as words of a pattern */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

/* Words of struct regs; $0 to $31 are the first. */
#define REGS_SP 29
#define REGS_HI 32
#define REGS_LO 33
#define REGS_TLS 34
#define REGS_FCSR 35
#define REGS_F 36
#define REGS_WORDS (REGS_F + 32)

/* The system call convention. */
#define REGS_NR 2
#define REGS_RESULT 2
#define REGS_ERROR 7
#define REGS_ARGS 4, 5, 6, 7, 8, 9

#ifndef __ASSEMBLER__
/* Words that the gate, the machine's own clone and regs_spin do not keep; k0
 * and k1 are the machine's at any time. */
#define REGS_KERNEL (1ul << 26 | 1ul << 27)
#define REGS_GATE_LOSES (1ul << 24 | 1ul << 25 | 1ul << 31 | REGS_KERNEL)
#define REGS_MACHINE_CLONE_LOSES 0ul
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#define REGS_BANKS                                                                            \
	{ "$", 32, 1, 0 }, { "hi", 1, 1, 0 }, { "lo", 1, 1, 0 }, { "UserLocal", 1, 1, 0 },         \
	{ "fcsr", 1, 1, 0 }, { "f", 32, 1, 0 }

/* Makes a random pattern one that the machine takes. */
static inline void regs_legal(unsigned long *word)
{
	word[0] = 0;
	word[REGS_FCSR] &= 0xff80007f; /* FCC, FS, flags and rounding mode; no cause, no exception enabled */
}

/* A program's registers at its first instruction; all others are zero. */
static inline void regs_initial(unsigned long *word)
{
	(void)word;
}
#endif
#endif
