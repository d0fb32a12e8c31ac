/* arm frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 4                   /* bytes */
#define KSPAWN_STACK_ALIGN 8            /* AAPCS32, 6.2.1.2: at a public interface */
#define KSPAWN_ELF_MACHINE 40           /* EM_ARM */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_END 0xbf000000u     /* Linux's TASK_SIZE where the kernel has the last GiB */

/* d0 to d31 and FPSCR. Whatever the kernel is compiled for, the user's registers
 * depend on the machine: one with VFPv3-D16 defines 16. */
#ifndef KSPAWN_USER_VFP_COUNT
#define KSPAWN_USER_VFP_COUNT 32
#endif
#define KSPAWN_USER_FPSCR (8 * KSPAWN_USER_VFP_COUNT)
#define KSPAWN_USER_STATE_SIZE (KSPAWN_USER_FPSCR + 8)
#define KSPAWN_USER_STATE_ALIGN 8

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0xe3a070ad, 0xef000000 /* mov r7, #173; svc #0, in Arm state */

/* Where a backtrace of a sleeping thread begins. */
#ifdef __thumb__
#define KSPAWN_SWITCH_FRAME_POINTER (KSPAWN_SWITCH_R4 + 3 * KSPAWN_WORD) /* r7 */
#else
#define KSPAWN_SWITCH_FRAME_POINTER (KSPAWN_SWITCH_R4 + 7 * KSPAWN_WORD) /* r11 */
#endif
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_LR

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
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORDS(r4_r11, R4, 8) WORD(lr, LR)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORD(fpscr, FPSCR) WORD(padding, PADDING) WORDS(d8_d15, D8, 16)
#define KSPAWN_SWITCH_SIZE 40
#define KSPAWN_SWITCH_FP_SIZE 112

#define KSPAWN_REGS_SIZE 80 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_IP r[15]
#define KSPAWN_PT_REGS_SP r[13]
#define KSPAWN_PT_REGS_RET r[0]
#define KSPAWN_PT_REGS_ARG(n) r[n]
#define KSPAWN_PT_REGS_STATUS cpsr

/* CPSR of user mode, and its bit of Thumb state. (ARMv7-A ARM, B1.3.3) */
#define KSPAWN_USER_STATUS 0x10
#define KSPAWN_CPSR_T 0x20
#define KSPAWN_SYSCALL_SIZE(r) ((r)->cpsr & KSPAWN_CPSR_T ? 2u : 4u) /* bytes of SVC */

/* An entry in Arm code is aligned. Before the EABI had a version, flags named code for 26-bit processors, 0x08. (ELF for
 * the Arm Architecture, 5.2; binutils, include/elf/arm.h) */
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry) (((entry) & 3) != 2 && ((flags) >> 24 != 0 || !((flags) & 0x08)))

#define KSPAWN_NR_OF_PORT
/* arch/arm/tools/syscall.tbl */
#define KSPAWN_NR_OTHERS                                                                                               \
	KSPAWN_NR_gettid = 224, KSPAWN_NR_tkill = 238, KSPAWN_NR_futex = 240, KSPAWN_NR_exit_group = 248,              \
	KSPAWN_NR_set_tid_address = 256, KSPAWN_NR_tgkill = 268, KSPAWN_NR_waitid = 280,                               \
	KSPAWN_NR_set_robust_list = 338, KSPAWN_NR_get_robust_list = 339, KSPAWN_NR_rt_tgsigqueueinfo = 363,           \
	KSPAWN_NR_execveat = 387
#include <kspawn/nr_first.h>

#include <kspawn/switch_frame.h>
#endif
