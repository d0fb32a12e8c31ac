/* aarch64 registers.h: the registers of the port: structures, offsets, assembly and tests come from these lists */
/* clang-format off */
#ifndef KSPAWN_ARCH_REGISTERS_H
#define KSPAWN_ARCH_REGISTERS_H

#include <kspawn/layout.h>

/* struct kspawn_pt_regs and KSPAWN_REGS_X0 to KSPAWN_REGS_NR: tls is TPIDR_EL0, nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORDS(x, X0, 31) WORD(sp, SP) WORD(pc, PC) WORD(pstate, PSTATE) WORD(tls, TLS) WORD(nr, NR)
#define KSPAWN_REGS_X(n) (KSPAWN_REGS_X0 + KSPAWN_WORD * (n))

#define KSPAWN_X2_X15 x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
#define KSPAWN_X18_X29 x18, KSPAWN_KEPT(KSPAWN_NAME)

/* What a called function keeps besides x30 and FPCR: X(name, number in unwind information). (AAPCS64, 6.1.1, 6.1.2) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(x19, 19), X(x20, 20), X(x21, 21), X(x22, 22), X(x23, 23), X(x24, 24), X(x25, 25), X(x26, 26), X(x27, 27),    \
		X(x28, 28), X(x29, 29)
#define KSPAWN_KEPT_FP(X)                                                                                              \
	X(d8, 72), X(d9, 73), X(d10, 74), X(d11, 75), X(d12, 76), X(d13, 77), X(d14, 78), X(d15, 79)

/* The frames of switch_to and, above it, of switch_to_fp, which uses `fpcr`: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), x30
#define KSPAWN_SWITCH_FP_REGS KSPAWN_KEPT_FP(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(fpcr, FPCR) WORDS(x19_x28, X19, 10) WORD(x29, X29) WORD(x30, X30)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(d8_d15, D8, 8)
#define KSPAWN_SWITCH_SIZE 112
#define KSPAWN_SWITCH_FP_SIZE 176
#endif
