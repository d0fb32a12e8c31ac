/* tests/ports/x86_64/regs.h: every register of a program, as words of a pattern */
#ifndef KSPAWN_TEST_USER_REGS_H
#define KSPAWN_TEST_USER_REGS_H

/* Words of struct regs. */
#define REGS_RAX 0
#define REGS_RBX 1
#define REGS_RCX 2
#define REGS_RDX 3
#define REGS_RSI 4
#define REGS_RDI 5
#define REGS_RBP 6
#define REGS_R8 7
#define REGS_R9 8
#define REGS_R10 9
#define REGS_R11 10
#define REGS_R12 11
#define REGS_R13 12
#define REGS_R14 13
#define REGS_R15 14
#define REGS_SP 15
#define REGS_FLAGS 16
#define REGS_TLS 17
#define REGS_FX 18 /* as FXSAVE lays them (AMD64 manual, volume 1, 11.4.4) */
#define REGS_FCW REGS_FX
#define REGS_MXCSR (REGS_FX + 3)
#define REGS_ST (REGS_FX + 4)
#define REGS_XMM (REGS_FX + 20)
#define REGS_WORDS (REGS_FX + 64)

/* The system call convention. */
#define REGS_NR REGS_RAX
#define REGS_RESULT REGS_RAX
#define REGS_ARGS REGS_RDI, REGS_RSI, REGS_RDX, REGS_R10, REGS_R8, REGS_R9

#ifndef __ASSEMBLER__
/* Words that the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_GATE_LOSES 0ul
#define REGS_MACHINE_CLONE_LOSES (1ul << REGS_RCX | 1ul << REGS_R9 | 1ul << REGS_R11)
#define REGS_SPIN_LOSES 0ul

#define REGS_BANKS                                                                                     \
	{ "rax", 1, 1, 0 }, { "rbx", 1, 1, 0 }, { "rcx", 1, 1, 0 }, { "rdx", 1, 1, 0 }, { "rsi", 1, 1, 0 }, \
	{ "rdi", 1, 1, 0 }, { "rbp", 1, 1, 0 }, { "r", 8, 1, 8 }, { "rsp", 1, 1, 0 }, { "flags", 1, 1, 0 }, \
	{ "fs base", 1, 1, 0 }, { "x87 control, status and tags", 1, 1, 0 }, { "x87 ip", 1, 1, 0 },        \
	{ "x87 dp", 1, 1, 0 }, { "mxcsr", 1, 1, 0 }, { "st", 8, 2, 0 }, { "xmm", 16, 2, 0 },               \
	{ "reserved ", 12, 1, 0 }

/* Makes a random pattern one that the machine takes. */
static inline void regs_legal(unsigned long *word)
{
	unsigned long random = word[REGS_FX];

	word[REGS_FLAGS] = (word[REGS_FLAGS] & 0xcd5) | 0x202; /* arithmetic flags and DF */
	word[REGS_FCW] = 0xff0000027ful | (random & 0xd00);    /* exceptions masked, all of st in use */
	word[REGS_FX + 1] = word[REGS_FX + 2] = 0;
	word[REGS_MXCSR] = (word[REGS_MXCSR] & 0xe07f) | 0x1f80; /* exceptions masked */
	for (int i = 0; i < 8; i++)
		word[REGS_ST + 2 * i + 1] &= 0xffff;
	for (int i = REGS_XMM + 32; i < REGS_WORDS; i++)
		word[i] = 0;
}

/* A program's registers at its first instruction; all others are zero. */
static inline void regs_initial(unsigned long *word)
{
	word[REGS_FLAGS] = 0x202;
	word[REGS_FCW] = 0x37f;
	word[REGS_MXCSR] = 0x1f80;
}
#endif
#endif
