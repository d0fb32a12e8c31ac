/* mips registers.h: the registers of the port: structures, offsets, assembly and tests come from these lists */
/* clang-format off */
#ifndef KSPAWN_ARCH_REGISTERS_H
#define KSPAWN_ARCH_REGISTERS_H

#include <kspawn/layout.h>

/* struct kspawn_pt_regs and KSPAWN_REGS_R0 to KSPAWN_REGS_NR: r[0] has no meaning, k0 and k1 (26, 27) are no program's,
 * tls is UserLocal, read by rdhwr $29, nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORDS(r, R0, 32) WORD(hi, HI) WORD(lo, LO) WORD(pc, PC) WORD(status, STATUS) WORD(tls, TLS) WORD(nr, NR)
#define KSPAWN_REGS_R(n) (KSPAWN_WORD * (n))
#define KSPAWN_REGS_V0 KSPAWN_REGS_R(2)
#define KSPAWN_REGS_A0 KSPAWN_REGS_R(4)
#define KSPAWN_REGS_A3 KSPAWN_REGS_R(7)
#define KSPAWN_REGS_SP KSPAWN_REGS_R(29)

/* What a called function keeps besides ra, FCSR and in n64 gp: X(name, number in unwind information). In o32 position
 * independent code loads its own gp again after each call, and other code has one for all. (System V ABI, MIPS
 * supplement, 3-11; n64 handbook) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(s0, 16), X(s1, 17), X(s2, 18), X(s3, 19), X(s4, 20), X(s5, 21), X(s6, 22), X(s7, 23), X(fp, 30)
#if _MIPS_SIM == _ABIO32
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), ra
#define KSPAWN_SWITCH_FP_REGS 20, 22, 24, 26, 28, 30 /* f20 to f31 as doubles */
#define KSPAWN_SWITCH_FP_COUNT 6
#define KSPAWN_USER_FP_REGS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#else
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), ra, gp
#define KSPAWN_SWITCH_FP_REGS 24, 25, 26, 27, 28, 29, 30, 31
#define KSPAWN_SWITCH_FP_COUNT 8
#define KSPAWN_USER_FP_REGS                                                                                            \
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,  \
		30, 31
#endif

/* The frames of switch_to, where o32 leaves `gp` unused, and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on.
 * The resume address is jumped to by t9, as a function is. */
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORDS(s0_s7, S0, 8) WORD(s8, S8) WORD(ra, RA) WORD(gp, GP)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS)                                                                            \
	WORDS(fcsr, FCSR, KSPAWN_STACK_ALIGN / KSPAWN_WORD) WORDS(fp, FP, 8 * KSPAWN_SWITCH_FP_COUNT / KSPAWN_WORD)
#define KSPAWN_SWITCH_SIZE (12 * KSPAWN_WORD)
#define KSPAWN_SWITCH_FP_SIZE (KSPAWN_SWITCH_SIZE + KSPAWN_STACK_ALIGN + 8 * KSPAWN_SWITCH_FP_COUNT)
#endif
