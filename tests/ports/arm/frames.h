/* tests/ports/arm/frames.h: forged registers, and what becomes of who returns with them */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

struct action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags, restorer, mask[2];
};

#define R0 KSPAWN_REGS_R0
#define IP KSPAWN_REGS_PC
#define SP KSPAWN_REGS_SP
#define TLS KSPAWN_REGS_TLS
#define TLS_RW KSPAWN_REGS_TLS_RW
#define CPSR KSPAWN_REGS_CPSR

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

#define MODE 0x1ful
#define IF_THEN (3ul << 25 | 0x3ful << 10)

/* name, word, bits that are kept, bits that are set, what becomes of it (ARMv7-A ARM, B1.3.3 CPSR) */
#define FORGERIES                                                                                            \
	{ "nothing", R0, ~0ul, 0, LIVES }, { "a result", R0, 0, 77, EXITED(77) },                            \
	{ "FIQ mode", CPSR, ~MODE, 0x11, DIES }, { "IRQ mode", CPSR, ~MODE, 0x12, DIES },                    \
	{ "SVC mode", CPSR, ~MODE, 0x13, DIES }, { "monitor mode", CPSR, ~MODE, 0x16, DIES },                \
	{ "abort mode", CPSR, ~MODE, 0x17, DIES }, { "hypervisor mode", CPSR, ~MODE, 0x1a, DIES },           \
	{ "undefined mode", CPSR, ~MODE, 0x1b, DIES }, { "system mode", CPSR, ~MODE, 0x1f, DIES },           \
	{ "a reserved mode", CPSR, ~MODE, 0x14, DIES }, { "user mode of 26 bits", CPSR, ~MODE, 0, DIES },    \
	{ "F", CPSR, ~0ul, 1 << 6, DIES }, { "I", CPSR, ~0ul, 1 << 7, DIES },                                \
	{ "A", CPSR, ~0ul, 1 << 8, DIES }, { "E", CPSR, ~0ul, 1 << 9, DIES },                                \
	{ "J", CPSR, ~0ul, 1 << 24, DIES }, { "J and T", CPSR, ~0ul, 1 << 24 | 1 << 5, DIES },               \
	{ "IL", CPSR, ~0ul, 1 << 20, DIES }, { "PAN", CPSR, ~0ul, 1 << 22, DIES },                           \
	{ "IT in ARM state", CPSR, ~(1ul << 5), IF_THEN, DIES },                                             \
	{ "half an IT in ARM state", CPSR, ~(1ul << 5), 1 << 10, DIES },                                     \
	{ "all bits", CPSR, 0, ~0ul, DIES }, { "no bits", CPSR, 0, 0, DIES },                                \
	{ "the flags", CPSR, ~0ul, 0xf8000000, LIVES }, { "GE", CPSR, ~0ul, 0xf << 16, LIVES },              \
	{ "SSBS", CPSR, ~0ul, 1 << 23, LIVES }, { "DIT", CPSR, ~0ul, 1 << 21, LIVES },                       \
	{ "an odd pc", IP, ~0ul, 1, LIVES }, { "TLS in the kernel", TLS, 0, 0xe0200000, LIVES },             \
	{ "the other TLS in the kernel", TLS_RW, 0, 0xe0200000, LIVES }

enum { VARIANTS = 1 };
static const char *const variants[VARIANTS] = { "by RFE" };
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant) { (void)regs, (void)variant; }

#endif
