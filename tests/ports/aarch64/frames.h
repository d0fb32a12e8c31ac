/* tests/ports/aarch64/frames.h: forged registers, and what becomes of who returns with them */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

struct action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags, restorer, mask;
};

#define X0 KSPAWN_REGS_X0
#define IP KSPAWN_REGS_PC
#define SP KSPAWN_REGS_SP
#define TLS KSPAWN_REGS_TLS
#define PSTATE KSPAWN_REGS_PSTATE

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

/* name, word, bits that are kept, bits that are set, what becomes of it (Arm ARM, SPSR_EL1) */
#define FORGERIES                                                                                            \
	{ "nothing", X0, ~0ul, 0, LIVES }, { "a result", X0, 0, 77, EXITED(77) },                            \
	{ "EL1t", PSTATE, ~0ul, 4, DIES }, { "EL1h", PSTATE, ~0ul, 5, DIES }, { "EL2h", PSTATE, ~0ul, 9, DIES }, \
	{ "EL3h", PSTATE, ~0ul, 13, DIES }, { "EL0 with SP_EL1", PSTATE, ~0ul, 1, DIES },                    \
	{ "a reserved mode", PSTATE, ~0ul, 2, DIES }, { "AArch32", PSTATE, ~0ul, 0x10, DIES },               \
	{ "AArch32, abort", PSTATE, ~0ul, 0x17, DIES }, { "AArch32, Thumb", PSTATE, ~0ul, 0x30, DIES },      \
	{ "F", PSTATE, ~0ul, 1 << 6, DIES }, { "I", PSTATE, ~0ul, 1 << 7, DIES },                            \
	{ "A", PSTATE, ~0ul, 1 << 8, DIES }, { "D", PSTATE, ~0ul, 1 << 9, DIES },                            \
	{ "IL", PSTATE, ~0ul, 1 << 20, DIES }, { "PAN", PSTATE, ~0ul, 1 << 22, DIES },                       \
	{ "UAO", PSTATE, ~0ul, 1 << 23, DIES }, { "ALLINT", PSTATE, ~0ul, 1 << 13, DIES },                   \
	{ "reserved bits", PSTATE, ~0ul, 1ul << 40, DIES }, { "all bits", PSTATE, 0, ~0ul, DIES },           \
	{ "no bits", PSTATE, 0, 0, LIVES }, { "the flags", PSTATE, ~0ul, 0xful << 28, LIVES },               \
	{ "SS", PSTATE, ~0ul, 1 << 21, LIVES }, { "SSBS", PSTATE, ~0ul, 1 << 12, LIVES },                    \
	{ "BTYPE", PSTATE, ~0ul, 3 << 10, LIVES }, { "DIT", PSTATE, ~0ul, 1 << 24, LIVES },                  \
	{ "TCO", PSTATE, ~0ul, 1 << 25, LIVES }, { "an odd pc", IP, ~0ul, 1, KILLED(SIGBUS) },               \
	{ "TLS in the kernel", TLS, 0, 0xffffffff40200000, LIVES }

enum { VARIANTS = 1 };
static const char *const variants[VARIANTS] = { "by ERET" };
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant) { (void)regs, (void)variant; }

#endif
