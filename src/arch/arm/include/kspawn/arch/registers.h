/* arm registers.h: the registers of the port: structures, offsets, assembly and tests come from these lists */
/* clang-format off */
#ifndef KSPAWN_ARCH_REGISTERS_H
#define KSPAWN_ARCH_REGISTERS_H

#include <kspawn/layout.h>

/* struct kspawn_pt_regs and KSPAWN_REGS_R0 to KSPAWN_REGS_TLS_RW: r[15] is even in Thumb state too, tls is TPIDRURO, nr
 * the number of the system call, tls_rw is TPIDRURW on real privilege. */
#define KSPAWN_PT_REGS(WORD, WORDS) WORDS(r, R0, 16) WORD(cpsr, CPSR) WORD(tls, TLS) WORD(nr, NR) WORD(tls_rw, TLS_RW)
#define KSPAWN_REGS_R(n) (KSPAWN_REGS_R0 + KSPAWN_WORD * (n))
#define KSPAWN_REGS_SP KSPAWN_REGS_R(13)
#define KSPAWN_REGS_LR KSPAWN_REGS_R(14)
#define KSPAWN_REGS_PC KSPAWN_REGS_R(15)

/* What a called function keeps besides lr and FPSCR: X(name, number in unwind information). (AAPCS32, 6.1.1, 6.1.2.1) */
#define KSPAWN_KEPT(X) X(r4, 4), X(r5, 5), X(r6, 6), X(r7, 7), X(r8, 8), X(r9, 9), X(r10, 10), X(r11, 11)
#define KSPAWN_KEPT_FP(X)                                                                                              \
	X(d8, 264), X(d9, 265), X(d10, 266), X(d11, 267), X(d12, 268), X(d13, 269), X(d14, 270), X(d15, 271)

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), lr
#define KSPAWN_SWITCH_FP_REGS KSPAWN_KEPT_FP(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORDS(r4_r11, R4, 8) WORD(lr, LR)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORD(fpscr, FPSCR) WORD(padding, PADDING) WORDS(d8_d15, D8, 16)
#define KSPAWN_SWITCH_SIZE 40
#define KSPAWN_SWITCH_FP_SIZE 112
#endif
