/* loongarch64 frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* LoongArch psABI, Procedure Calling Convention */
#define KSPAWN_ELF_MACHINE 258          /* EM_LOONGARCH */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 3, 4 /* clone(flags, stack, parent_tid, child_tid, tls) */
#define KSPAWN_MINSIGSTKSZ 4096         /* Linux, uapi asm/signal.h */

/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x03822c0b, 0x002b0000 /* li.w $a7, 139; syscall 0 */

/* f0 to f31, the condition flags, FCSR, padding */
#define KSPAWN_USER_FCC 256
#define KSPAWN_USER_FCSR 264
#define KSPAWN_USER_STATE_SIZE 272
#define KSPAWN_USER_STATE_ALIGN 8

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_FP
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

/* struct kspawn_pt_regs and KSPAWN_REGS_R0 to KSPAWN_REGS_NR: r[0] has no meaning, prmd is the mode that user mode is
 * entered by, nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS) WORDS(r, R0, 32) WORD(pc, PC) WORD(prmd, PRMD) WORD(nr, NR) WORD(unused, UNUSED)

#define KSPAWN_FLOATS                                                                                                           \
	f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, \
		f26, f27, f28, f29, f30, f31

/* What a called function keeps besides ra and FCSR: X(name, number in unwind information). (LoongArch psABI, Register
 * Convention) */
#define KSPAWN_KEPT(X) \
	X(fp, 22), X(s0, 23), X(s1, 24), X(s2, 25), X(s3, 26), X(s4, 27), X(s5, 28), X(s6, 29), X(s7, 30), X(s8, 31)
#define KSPAWN_KEPT_FP(X) X(fs0, 56), X(fs1, 57), X(fs2, 58), X(fs3, 59), X(fs4, 60), X(fs5, 61), X(fs6, 62), X(fs7, 63)

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS ra, KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORD(ra, RA) WORD(fp, FP) WORDS(s0_s8, S0, 9)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(fs0_fs7, FS0, 8) WORD(fcsr, FCSR) WORD(padding, PADDING)
#define KSPAWN_SWITCH_SIZE 96
#define KSPAWN_SWITCH_FP_SIZE 176

#define KSPAWN_REGS_SIZE 288 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. (Linux, syscall(2)) */
#define KSPAWN_PT_REGS_SP r[3]
#define KSPAWN_PT_REGS_TLS r[2]
#define KSPAWN_PT_REGS_RET r[4]
#define KSPAWN_PT_REGS_ARG(n) r[4 + (n)]
#define KSPAWN_PT_REGS_STATUS prmd

/* PRMD of a program: PPLV 3, PIE; not PWE. (LoongArch Reference Manual, volume 1, 7.4.2) */
#define KSPAWN_USER_STATUS 7

#include <kspawn/switch_frame.h>
#endif
