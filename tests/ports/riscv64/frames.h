/* tests/ports/riscv64/frames.h: forged registers, and what becomes of who returns with them */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

struct action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags, mask;
};

#define A0 KSPAWN_REGS_A0
#define IP KSPAWN_REGS_PC
#define SP KSPAWN_REGS_SP
#define TLS KSPAWN_REGS_TP
#define STATUS_WORD KSPAWN_REGS_STATUS

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

/* name, word, bits that are kept, bits that are set, what becomes of it (Privileged Architecture, 4.1.1) */
#define FORGERIES                                                                                                \
	{ "nothing", A0, ~0ul, 0, LIVES }, { "a result", A0, 0, 77, EXITED(77) },                                \
	{ "SPP", STATUS_WORD, ~0ul, 1 << 8, DIES }, { "SIE", STATUS_WORD, ~0ul, 1 << 1, DIES },                  \
	{ "no SPIE", STATUS_WORD, ~(1ul << 5), 0, DIES }, { "UBE", STATUS_WORD, ~0ul, 1 << 6, DIES },            \
	{ "SUM", STATUS_WORD, ~0ul, 1 << 18, DIES }, { "MXR", STATUS_WORD, ~0ul, 1 << 19, DIES },                \
	{ "UXL of 32 bits", STATUS_WORD, ~(3ul << 32), 1ul << 32, DIES },                                        \
	{ "UXL of 128 bits", STATUS_WORD, ~0ul, 3ul << 32, DIES }, { "no UXL", STATUS_WORD, ~(3ul << 32), 0, DIES }, \
	{ "bits of M-mode", STATUS_WORD, ~0ul, 0x1880, DIES }, { "MPRV", STATUS_WORD, ~0ul, 1 << 17, DIES },     \
	{ "SXL", STATUS_WORD, ~0ul, 3ul << 34, DIES }, { "reserved bits", STATUS_WORD, ~0ul, 1ul << 40, DIES },  \
	{ "no bits", STATUS_WORD, 0, 0, DIES }, { "all bits", STATUS_WORD, 0, ~0ul, DIES },                      \
	{ "FS off", STATUS_WORD, ~(3ul << 13), 0, LIVES }, { "FS dirty", STATUS_WORD, ~0ul, 3 << 13, LIVES },    \
	{ "VS and XS", STATUS_WORD, ~0ul, 3 << 9 | 3 << 15, LIVES }, { "SD", STATUS_WORD, ~0ul, 1ul << 63, LIVES }, \
	{ "an odd pc", IP, ~0ul, 1, EITHER(LIVES, KILLED(SIGILL)) /* QEMU 7.2 keeps the bit */ },                 \
	{ "TLS in the kernel", TLS, 0, 0xffffffc080200000, LIVES }

enum { VARIANTS = 1 };
static const char *const variants[VARIANTS] = { "by SRET" };
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant) { (void)regs, (void)variant; }

#endif
