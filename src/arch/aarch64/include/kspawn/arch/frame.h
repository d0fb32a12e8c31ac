/* aarch64 frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* AAPCS64, 6.4.5: at every access */
#define KSPAWN_ELF_MACHINE 183          /* EM_AARCH64 */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_END 0x1000000000000 /* TTBR0 translates 48 bits at most (Arm ARM, D8.2) */
#define KSPAWN_USER_STATE_SIZE 528      /* v0 to v31, FPSR, FPCR, padding */
#define KSPAWN_USER_STATE_ALIGN 16

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
#define KSPAWN_MINSIGSTKSZ 5120
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0xd2801168, 0xd4000001 /* mov x8, #139; svc #0 */

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_X29
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_X30

/* struct of KSPAWN_USER_STATE_SIZE bytes */
#define KSPAWN_USER_FPSR 512
#define KSPAWN_USER_FPCR 516

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
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(fpcr, FPCR) WORDS(x19_x28, X19, 10) WORD(x29, X29) WORD(x30, X30)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(d8_d15, D8, 8)
#define KSPAWN_SWITCH_SIZE 112
#define KSPAWN_SWITCH_FP_SIZE 176

#define KSPAWN_REGS_SIZE 288 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_RET x[0]
#define KSPAWN_PT_REGS_ARG(n) x[n]
#define KSPAWN_PT_REGS_STATUS pstate

/* PSTATE of a new program, EL0t, and what a program may change in it: N Z C V, TCO, DIT, SS, SSBS, BTYPE; never PAN, a mask
 * bit or another mode. (Arm ARM, C5.2.19 SPSR_EL1) */
#define KSPAWN_USER_STATUS 0
#define KSPAWN_USER_STATUS_FREE (0xf0000000u | 1 << 25 | 1 << 24 | 1 << 21 | 1 << 12 | 3 << 10)

/* A file's class and flags do not count here, as in Linux. */
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry) true

#include <kspawn/switch_frame.h>
#endif
