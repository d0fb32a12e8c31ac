/* s390x frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 8            /* ELF ABI s390x Supplement, 1.2.2 */
#define KSPAWN_CALL_AREA 160            /* the register save area (ibid.) */
#define KSPAWN_FAULT_GRAIN 4096         /* z/Architecture Principles of Operation, "Translation-Exception Identification" */
#define KSPAWN_ELF_MACHINE 22           /* EM_S390 */
#define KSPAWN_CLONE_ARGS 1, 0, 2, 3, 4 /* clone(stack, flags, parent_tid, child_tid, tls) */

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x0aad0707 /* svc 173; nopr %r7 */

/* Access registers 2 to 15, FPC, padding, f0 to f15, as they follow one another in Linux's frames. */
#define KSPAWN_USER_FPC 56
#define KSPAWN_USER_F0 64
#define KSPAWN_FLOATS f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15
#define KSPAWN_USER_STATE_SIZE 192
#define KSPAWN_USER_STATE_ALIGN 8

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_R11
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_R14

/* struct kspawn_pt_regs and KSPAWN_REGS_MASK to KSPAWN_REGS_NR: mask and pc are the PSW, tls is access registers 0 and 1,
 * nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS) WORD(mask, MASK) WORD(pc, PC) WORDS(r, R0, 16) WORD(tls, TLS) WORD(nr, NR)

/* What a called function keeps besides r14 and FPC: X(name, number in unwind information). (ELF ABI s390x Supplement,
 * 1.2.1, 1.6) */
#define KSPAWN_KEPT(X) X(r6, 6), X(r7, 7), X(r8, 8), X(r9, 9), X(r10, 10), X(r11, 11), X(r12, 12), X(r13, 13)
#define KSPAWN_KEPT_FP(X) X(f8, 24), X(f9, 28), X(f10, 25), X(f11, 29), X(f12, 26), X(f13, 30), X(f14, 27), X(f15, 31)

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), r14
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) \
	WORD(resume, RESUME) WORDS(r6_r10, R6, 5) WORD(r11, R11) WORDS(r12_r13, R12, 2) WORD(r14, R14)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(f8_f15, F8, 8) WORD(fpc, FPC)
#define KSPAWN_SWITCH_SIZE 80
#define KSPAWN_SWITCH_FP_SIZE 152

#define KSPAWN_REGS_SIZE 160 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. (Linux, syscall(2)) */
#define KSPAWN_PT_REGS_SP r[15]
#define KSPAWN_PT_REGS_RET r[2]
#define KSPAWN_PT_REGS_ARG(n) r[2 + (n)]
#define KSPAWN_PT_REGS_STATUS mask
#define KSPAWN_SYSCALL_SIZE(r) 2

/* The PSW's mask of a program: translation, interrupts, machine checks, problem state, addresses of 64 bits; and what a
 * program may change: the access-register mode, the condition code, the program mask. (z/Architecture Principles of
 * Operation, "Program-Status-Word Format") */
#define KSPAWN_USER_STATUS 0x0705000180000000
#define KSPAWN_USER_STATUS_FREE 0x00007f0000000000

#define KSPAWN_NR_OF_PORT
/* arch/s390/kernel/syscalls/syscall.tbl */
#define KSPAWN_NR_OTHERS                                                                                               \
	KSPAWN_NR_gettid = 236, KSPAWN_NR_tkill = 237, KSPAWN_NR_futex = 238, KSPAWN_NR_exit_group = 248,              \
	KSPAWN_NR_set_tid_address = 252, KSPAWN_NR_tgkill = 241, KSPAWN_NR_waitid = 281,                               \
	KSPAWN_NR_set_robust_list = 304, KSPAWN_NR_get_robust_list = 305, KSPAWN_NR_rt_tgsigqueueinfo = 330,           \
	KSPAWN_NR_execveat = 354
#include <kspawn/nr_first.h>

#include <kspawn/switch_frame.h>
#endif
