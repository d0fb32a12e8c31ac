/* x86_64 frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* System V ABI, AMD64 supplement, 3.2.2 */
#define KSPAWN_ELF_MACHINE 62           /* EM_X86_64 */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 3, 4 /* clone(flags, stack, parent_tid, child_tid, tls) */
#define KSPAWN_USER_END 0x7ffffffff000  /* Linux's TASK_SIZE_MAX: a page is left below the addresses that are not canonical */
#define KSPAWN_USER_STATE_SIZE 512      /* FXSAVE area */
#define KSPAWN_USER_STATE_ALIGN 16
/* The x87 control word and MXCSR of a new program. (AMD64 manual, volume 2, 11.4.4) */
#define KSPAWN_USER_INIT(WORD) WORD(0, 0x37f) WORD(24, 0x1f80)

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x00000fb8, 0x00050f00 /* mov $15, %eax; syscall */

/* switch_to_fp: control words below the callee-saved integers. */
#define KSPAWN_SWITCH_FP_RESUME 0
#define KSPAWN_SWITCH_FP_MXCSR 8
#define KSPAWN_SWITCH_FP_FCW 12
#define KSPAWN_SWITCH_FP_REGS 16

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_RBP
#define KSPAWN_SWITCH_FP_FRAME_POINTER 56
#define KSPAWN_SWITCH_FP_RETURN 64

#ifndef __ASSEMBLER__
struct kspawn_switch_fp_frame {
	uint64_t resume;
	uint32_t mxcsr;
	uint32_t fcw;
	uint64_t r15, r14, r13, r12, rbx, rbp;
	uint64_t return_address;
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, mxcsr) == KSPAWN_SWITCH_FP_MXCSR, "mxcsr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fcw) == KSPAWN_SWITCH_FP_FCW, "fcw");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, r15) == KSPAWN_SWITCH_FP_REGS, "r15");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, rbp) == KSPAWN_SWITCH_FP_FRAME_POINTER, "rbp");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, return_address) == KSPAWN_SWITCH_FP_RETURN, "return address");
#endif

/* struct kspawn_pt_regs and KSPAWN_REGS_TLS to KSPAWN_REGS_SS: tls is the FS base, nr the number of the system call, the
 * last five words are what the processor pushes on an interrupt. (AMD64 manual, volume 2, 8.9.3) */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORD(tls, TLS) WORD(r15, R15) WORD(r14, R14) WORD(r13, R13) WORD(r12, R12) WORD(bp, BP) WORD(bx, BX)           \
	WORD(r11, R11) WORD(r10, R10) WORD(r9, R9) WORD(r8, R8) WORD(ax, AX) WORD(cx, CX) WORD(dx, DX) WORD(si, SI)    \
	WORD(di, DI) WORD(nr, NR) WORD(ip, IP) WORD(cs, CS) WORD(flags, FLAGS) WORD(sp, SP) WORD(ss, SS)

/* From KSPAWN_REGS_R15 on, without rdi. */
#define KSPAWN_REGISTERS r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8, rax, rcx, rdx, rsi

/* What a called function keeps besides control words, in the order in which it is pushed: X(name, number in unwind
 * information). (System V ABI, AMD64 supplement, 3.2.1) */
#define KSPAWN_KEPT(X) X(rbp, 6), X(rbx, 3), X(r12, 12), X(r13, 13), X(r14, 14), X(r15, 15)

/* The frame of switch_to: KSPAWN_SWITCH_RESUME and so on. The frame of switch_to_fp is above. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(r15, R15) WORD(r14, R14) WORD(r13, R13) WORD(r12, R12) WORD(rbx, RBX) WORD(rbp, RBP) \
	WORD(return_address, RETURN)
#define KSPAWN_SWITCH_SIZE 64
#define KSPAWN_SWITCH_FP_SIZE 72

#define KSPAWN_REGS_SIZE 176 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_IP ip
#define KSPAWN_PT_REGS_RET ax
#define KSPAWN_PT_REGS_ARGS /* System V ABI, AMD64 supplement, A.2.1 */                                                \
	KSPAWN_REGS_DI, KSPAWN_REGS_SI, KSPAWN_REGS_DX, KSPAWN_REGS_R10, KSPAWN_REGS_R8, KSPAWN_REGS_R9

/* RFLAGS of a new program, the bit that is fixed and IF, and what a program may change: CF PF AF ZF SF TF DF OF RF AC ID;
 * never IOPL, NT, VM, VIF and VIP. (AMD64 manual, volume 2, 3.1.6) */
#define KSPAWN_PT_REGS_STATUS flags
#define KSPAWN_USER_STATUS 0x202
#define KSPAWN_USER_STATUS_FREE 0x250dd5

/* A system call that is made again: SYSCALL has two bytes, and the number where the result goes. */
#define KSPAWN_SYSCALL_SIZE(r) 2
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (r)->nr

/* The selectors of user mode, as Linux has them; a kernel with another GDT
 * defines its own. */
#ifndef KSPAWN_USER_CS
#define KSPAWN_USER_CS 0x33
#define KSPAWN_USER_SS 0x2b
#endif

/* A file's class and flags do not count here, as in Linux. */
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry) true

#define KSPAWN_NR_OF_PORT
#ifndef __ASSEMBLER__
/* Linux's numbers (arch/x86/entry/syscalls/syscall_64.tbl); negative: the port has no such call. */
enum kspawn_nr {
	KSPAWN_NR_futex_time64 = -5,
	KSPAWN_NR_rt_sigtimedwait_time64 = -11,
	KSPAWN_NR_sigreturn = -12,
	KSPAWN_NR_rt_sigaction = 13,
	KSPAWN_NR_rt_sigprocmask = 14,
	KSPAWN_NR_rt_sigreturn = 15,
	KSPAWN_NR_sched_yield = 24,
	KSPAWN_NR_pause = 34,
	KSPAWN_NR_getpid = 39,
	KSPAWN_NR_clone = 56,
	KSPAWN_NR_fork = 57,
	KSPAWN_NR_vfork = 58,
	KSPAWN_NR_execve = 59,
	KSPAWN_NR_exit = 60,
	KSPAWN_NR_wait4 = 61,
	KSPAWN_NR_kill = 62,
	KSPAWN_NR_setpgid = 109,
	KSPAWN_NR_getppid = 110,
	KSPAWN_NR_getpgrp = 111,
	KSPAWN_NR_setsid = 112,
	KSPAWN_NR_getpgid = 121,
	KSPAWN_NR_getsid = 124,
	KSPAWN_NR_rt_sigpending = 127,
	KSPAWN_NR_rt_sigtimedwait = 128,
	KSPAWN_NR_rt_sigqueueinfo = 129,
	KSPAWN_NR_rt_sigsuspend = 130,
	KSPAWN_NR_sigaltstack = 131,
	KSPAWN_NR_gettid = 186,
	KSPAWN_NR_tkill = 200,
	KSPAWN_NR_futex = 202,
	KSPAWN_NR_set_tid_address = 218,
	KSPAWN_NR_exit_group = 231,
	KSPAWN_NR_tgkill = 234,
	KSPAWN_NR_waitid = 247,
	KSPAWN_NR_set_robust_list = 273,
	KSPAWN_NR_get_robust_list = 274,
	KSPAWN_NR_rt_tgsigqueueinfo = 297,
	KSPAWN_NR_execveat = 322,
	KSPAWN_NR_pidfd_send_signal = 424,
	KSPAWN_NR_clone3 = 435,
};
#endif

#include <kspawn/switch_frame.h>
#endif
