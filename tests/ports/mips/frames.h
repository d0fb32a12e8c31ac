/* tests/ports/mips/frames.h: forged registers, and what becomes of who returns with them */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

struct action {
	unsigned long flags;
	void (*handler)(int sig, void *info, void *context);
	unsigned long mask[16 / sizeof(unsigned long)];
};

#define V0 KSPAWN_REGS_V0
#define K0 KSPAWN_REGS_R(26)
#define IP KSPAWN_REGS_PC
#define SP KSPAWN_REGS_SP
#define TLS KSPAWN_REGS_TLS
#define STATUS_WORD KSPAWN_REGS_STATUS

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

/* name, word, bits that are kept, bits that are set, what becomes of it (MIPS32 PRA, Status). Of what a host's machine may
 * have otherwise, nothing comes to the processor. */
#define FORGERIES                                                                                            \
	{ "nothing", V0, ~0ul, 0, LIVES }, { "a result", V0, 0, 77, EXITED(77) },                            \
	{ "kernel mode", STATUS_WORD, ~0x18ul, 0, DIES }, { "supervisor mode", STATUS_WORD, ~0x18ul, 8, DIES }, \
	{ "a reserved mode", STATUS_WORD, ~0ul, 0x18, DIES }, { "no EXL", STATUS_WORD, ~2ul, 0, DIES },      \
	{ "ERL", STATUS_WORD, ~0ul, 4, DIES }, { "no IE", STATUS_WORD, ~1ul, 0, DIES },                      \
	{ "UX", STATUS_WORD, ~0ul, 1 << 5, DIES }, { "KX and SX", STATUS_WORD, ~0ul, 3 << 6, DIES },         \
	{ "NMI", STATUS_WORD, ~0ul, 1 << 19, DIES }, { "SR", STATUS_WORD, ~0ul, 1 << 20, DIES },             \
	{ "TS", STATUS_WORD, ~0ul, 1 << 21, DIES }, { "BEV", STATUS_WORD, ~0ul, 1 << 22, DIES },             \
	{ "RE", STATUS_WORD, ~0ul, 1 << 25, DIES }, { "RP", STATUS_WORD, ~0ul, 1 << 27, DIES },              \
	{ "CU0", STATUS_WORD, ~0ul, 1 << 28, DIES }, { "CU2", STATUS_WORD, ~0ul, 1 << 30, DIES },            \
	{ "CU3", STATUS_WORD, ~0ul, 1ul << 31, DIES }, { "reserved bits", STATUS_WORD, ~0ul, 3 << 16, DIES }, \
	{ "no bits", STATUS_WORD, 0, 0, DIES }, { "all bits", STATUS_WORD, 0, ~0ul, DIES },                  \
	{ "no interrupts", STATUS_WORD, ~0xff00ul, 0, LIVES }, { "all interrupts", STATUS_WORD, ~0ul, 0xff00, LIVES }, \
	{ "no CU1", STATUS_WORD, ~(1ul << 29), 0, LIVES }, { "FR", STATUS_WORD, ~0ul, 1 << 26, LIVES },      \
	{ "MX", STATUS_WORD, ~0ul, 1 << 24, LIVES }, { "k0", K0, 0, ~0ul, LIVES },                           \
	{ "a misaligned pc", IP, ~0ul, 2, KILLED(SIGBUS) }, { "TLS in the kernel", TLS, 0, 0x80100000, LIVES }

enum { VARIANTS = 1 };
static const char *const variants[VARIANTS] = { "by ERET" };
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant) { (void)regs, (void)variant; }

#endif
