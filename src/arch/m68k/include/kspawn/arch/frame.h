/* m68k frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 4                   /* bytes */
#define KSPAWN_STACK_ALIGN 4            /* System V ABI, M68000 Supplement, 3-11 */
#define KSPAWN_ELF_MACHINE 4            /* EM_68K */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 3, 4 /* clone(flags, stack, parent_tid, child_tid, tls) */

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x70524600, 0x4e400000 /* moveq #82, %d0; not.b %d0; trap #0 */

/* FPCR, FPSR, FPIAR, fp0 to fp7, as they follow one another in Linux's frames. A structure is aligned to 2. */
#define KSPAWN_USER_FP0 12
#define KSPAWN_USER_STATE_SIZE 108
#define KSPAWN_USER_STATE_ALIGN 2

/* struct kspawn_pt_regs and KSPAWN_REGS_D0 to KSPAWN_REGS_NR: sp is the user stack pointer, nr the number of the system
 * call. */
#define KSPAWN_PT_REGS(WORD, WORDS) \
	WORDS(d, D0, 8) WORDS(a, A0, 7) WORD(sp, SP) WORD(pc, PC) WORD(sr, SR) WORD(tls, TLS) WORD(nr, NR)

/* What a called function keeps besides FPCR, in the order of memory: X(name, number in unwind information). (System V ABI,
 * M68000 Supplement, 3-10; GCC for fp2 to fp7) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(d2, 2), X(d3, 3), X(d4, 4), X(d5, 5), X(d6, 6), X(d7, 7), X(a2, 10), X(a3, 11), X(a4, 12), X(a5, 13), X(a6, 14)
#define KSPAWN_KEPT_FP(X) X(fp2, 18), X(fp3, 19), X(fp4, 20), X(fp5, 21), X(fp6, 22), X(fp7, 23)

/* The frame of switch_to: KSPAWN_SWITCH_RESUME and so on. In switch_to_fp's, FPCR and fp2 to fp7 of 12 bytes each are below
 * the return address. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) \
	WORD(resume, RESUME) WORDS(d2_d7, D2, 6) WORDS(a2_a5, A2, 4) WORD(a6, A6) WORD(return_address, RETURN)
#define KSPAWN_SWITCH_SIZE 52
#define KSPAWN_SWITCH_FP_SIZE 128

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_A6
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_A6
#define KSPAWN_SWITCH_FP_RETURN 124

#ifndef __ASSEMBLER__
struct kspawn_switch_fp_frame {
	uint32_t resume, d2_d7[6], a2_a6[5], fpcr, fp2_fp7[18], return_address;
};
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, return_address) == KSPAWN_SWITCH_FP_RETURN, "return address");
#endif

#define KSPAWN_REGS_SIZE 80 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. (Linux, syscall(2)) */
#define KSPAWN_PT_REGS_RET d[0]
#define KSPAWN_PT_REGS_ARGS                                                                                            \
	KSPAWN_REGS_D0 + 4, KSPAWN_REGS_D0 + 8, KSPAWN_REGS_D0 + 12, KSPAWN_REGS_D0 + 16, KSPAWN_REGS_D0 + 20, KSPAWN_REGS_A0
#define KSPAWN_PT_REGS_STATUS sr

/* SR of a new program, user mode with all interrupts, and what a program may change: X N Z V C, T1, T0. (M68000 Family
 * Programmer's Reference Manual, 1.3.2) */
#define KSPAWN_USER_STATUS 0
#define KSPAWN_USER_STATUS_FREE 0xc01f

/* A system call that is made again: TRAP has two bytes, and the number where the result goes. */
#define KSPAWN_SYSCALL_SIZE(r) 2
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (r)->nr

#define KSPAWN_NR_OF_PORT
/* arch/m68k/kernel/syscalls/syscall.tbl */
#define KSPAWN_NR_OTHERS                                                                                               \
	KSPAWN_NR_gettid = 221, KSPAWN_NR_tkill = 222, KSPAWN_NR_futex = 235, KSPAWN_NR_exit_group = 247,              \
	KSPAWN_NR_set_tid_address = 253, KSPAWN_NR_tgkill = 265, KSPAWN_NR_waitid = 277,                               \
	KSPAWN_NR_set_robust_list = 304, KSPAWN_NR_get_robust_list = 305, KSPAWN_NR_rt_tgsigqueueinfo = 331,           \
	KSPAWN_NR_execveat = 355
#include <kspawn/nr_first.h>

#include <kspawn/switch_frame.h>
#endif
