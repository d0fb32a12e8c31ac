/* riscv64 frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD (__riscv_xlen / 8) /* bytes */
#define KSPAWN_STACK_ALIGN 16          /* RISC-V psABI, Integer Calling Convention */
#define KSPAWN_ELF_MACHINE 243         /* EM_RISCV */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_SIZE 264      /* f0 to f31, fcsr, padding */
#define KSPAWN_USER_STATE_ALIGN 8
#define KSPAWN_USER_FCSR 256

/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x08b00893, 0x00000073 /* li a7, 139; ecall */

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S0
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

/* The sizes of pt_regs and of the frame of switch_to are plain numbers; 34 and 14 words end at a multiple of
 * KSPAWN_STACK_ALIGN in 64 bits alone. sstatus of a new program: SPIE, FS initial, UXL 64; not SPP, SIE, SUM or MXR.
 * (Privileged Architecture, 4.1.1) */
#if __riscv_xlen == 64
#define KSPAWN_REGS_SIZE 272
#define KSPAWN_SWITCH_SIZE 112
#define KSPAWN_ALIGNED_32(WORDS)
#define KSPAWN_USER_STATUS 0x200002020
#else
#define KSPAWN_REGS_SIZE 144
#define KSPAWN_SWITCH_SIZE 64
#define KSPAWN_ALIGNED_32(WORDS) WORDS(unused, UNUSED, 2)
#define KSPAWN_USER_STATUS 0x2020
#endif
/* What a program may change in it: FS, VS, XS and SD, which say what of its state is dirty. */
#define KSPAWN_USER_STATUS_FREE (3 << 13 | 3 << 9 | 3 << 15 | (uintptr_t)1 << (8 * KSPAWN_WORD - 1))

/* struct kspawn_pt_regs and KSPAWN_REGS_PC to KSPAWN_REGS_NR: from pc to t6 as in struct user_regs_struct. (Linux,
 * asm/ptrace.h) tp is TLS, status is sstatus, nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORD(pc, PC) WORD(ra, RA) WORD(sp, SP) WORD(gp, GP) WORD(tp, TP) WORDS(t0_t2, T0, 3) WORDS(s0_s1, S0, 2)       \
	WORDS(a, A0, 8) WORDS(s2_s11, S2, 10) WORDS(t3_t6, T3, 4) WORD(status, STATUS) WORD(nr, NR)  \
	KSPAWN_ALIGNED_32(WORDS)

/* x1 to x31, in the order of pt_regs, from KSPAWN_REGS_RA on. */
#define KSPAWN_REGISTERS                                                                                               \
	ra, sp, gp, tp, t0, t1, t2, s0, s1, a0, a1, a2, a3, a4, a5, a6, a7, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11,  \
		t3, t4, t5, t6

#define KSPAWN_FLOATS                                                                                                  \
	f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23,  \
		f24, f25, f26, f27, f28, f29, f30, f31

/* What a called function keeps besides ra and fcsr: X(name, number in unwind information). (RISC-V psABI, Register
 * Convention) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(s0, 8), X(s1, 9), X(s2, 18), X(s3, 19), X(s4, 20), X(s5, 21), X(s6, 22), X(s7, 23), X(s8, 24), X(s9, 25),    \
		X(s10, 26), X(s11, 27)
#define KSPAWN_KEPT_FP(X)                                                                                              \
	X(fs0, 40), X(fs1, 41), X(fs2, 50), X(fs3, 51), X(fs4, 52), X(fs5, 53), X(fs6, 54), X(fs7, 55), X(fs8, 56),    \
		X(fs9, 57), X(fs10, 58), X(fs11, 59)

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS ra, KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORD(ra, RA) WORDS(s0_s11, S0, 12) KSPAWN_ALIGNED_32(WORDS)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS)                                                                            \
	WORDS(fs0_fs11, FS0, 12 * 8 / KSPAWN_WORD) WORDS(fcsr, FCSR, KSPAWN_STACK_ALIGN / KSPAWN_WORD)
#define KSPAWN_SWITCH_FP_SIZE (KSPAWN_SWITCH_SIZE + 112)

#define KSPAWN_REGS_T6 (KSPAWN_REGS_T3 + 3 * KSPAWN_WORD)

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_TLS tp
#define KSPAWN_PT_REGS_RET a[0]
#define KSPAWN_PT_REGS_ARG(n) a[n]
#define KSPAWN_PT_REGS_STATUS status

#include <kspawn/switch_frame.h>
#endif
