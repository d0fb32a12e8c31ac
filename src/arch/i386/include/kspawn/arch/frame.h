/* i386 frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD 4                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* System V ABI, Intel386 supplement 1.1, 2.2.2: at a call */
#define KSPAWN_ELF_MACHINE 3            /* EM_386 */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_SIZE 512      /* FXSAVE area: the port needs SSE */
#define KSPAWN_USER_STATE_ALIGN 16
/* The x87 control word and MXCSR of a new program. (AMD64 manual, volume 2, 11.4.4) */
#define KSPAWN_USER_INIT(WORD) WORD(0, 0x37f) WORD(24, 0x1f80)

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x0000adb8, 0x0080cd00 /* mov $173, %eax; int $0x80 */

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_EBP

/* struct kspawn_pt_regs and KSPAWN_REGS_TLS to KSPAWN_REGS_SS: tls is the base of the segment in gs, nr the number of the
 * system call, the last five words are what the processor pushes on an interrupt. (Linux, asm/ptrace.h) */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORDS(unused, UNUSED, 2) WORD(tls, TLS) WORD(bx, BX) WORD(cx, CX) WORD(dx, DX) WORD(si, SI) WORD(di, DI)       \
	WORD(bp, BP) WORD(ax, AX) WORD(ds, DS) WORD(es, ES) WORD(fs, FS) WORD(gs, GS) WORD(nr, NR) WORD(ip, IP)        \
	WORD(cs, CS) WORD(flags, FLAGS) WORD(sp, SP) WORD(ss, SS)

/* What a called function keeps besides control words, in the order in which it is pushed: X(name, number in unwind
 * information). (System V ABI, Intel386 supplement, 2.2.1) */
#define KSPAWN_KEPT(X) X(ebp, 5), X(ebx, 3), X(esi, 6), X(edi, 7)

/* The frame of both forms: KSPAWN_SWITCH_RESUME and so on. switch_to leaves the control words unused. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(mxcsr, MXCSR) WORD(fcw, FCW) WORD(edi, EDI) WORD(esi, ESI) WORD(ebx, EBX)            \
	WORD(ebp, EBP) WORD(return_address, RETURN)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS)
#define KSPAWN_SWITCH_SIZE 32
#define KSPAWN_SWITCH_FP_SIZE 32

#define KSPAWN_REGS_SIZE 80 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. (Linux, syscall(2)) */
#define KSPAWN_PT_REGS_IP ip
#define KSPAWN_PT_REGS_RET ax
#define KSPAWN_PT_REGS_ARGS \
	KSPAWN_REGS_BX, KSPAWN_REGS_CX, KSPAWN_REGS_DX, KSPAWN_REGS_SI, KSPAWN_REGS_DI, KSPAWN_REGS_BP

/* EFLAGS of a new program, the bit that is fixed and IF, and what a program may change: CF PF AF ZF SF TF DF OF RF AC ID;
 * never IOPL, NT, VM, VIF and VIP. (AMD64 manual, volume 2, 3.1.6) */
#define KSPAWN_PT_REGS_STATUS flags
#define KSPAWN_USER_STATUS 0x202
#define KSPAWN_USER_STATUS_FREE 0x250dd5

/* A system call that is made again: INT has two bytes, and the number where the result goes. */
#define KSPAWN_SYSCALL_SIZE(r) 2
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (r)->nr

/* The selectors of user mode, as Linux of 64 bits has them for a program of 32; a kernel with another GDT defines its own. */
#ifndef KSPAWN_USER_CS
#define KSPAWN_USER_CS 0x23
#define KSPAWN_USER_SS 0x2b
#endif

#define KSPAWN_NR_OF_PORT
/* arch/x86/entry/syscalls/syscall_32.tbl */
#define KSPAWN_NR_OTHERS                                                                                               \
	KSPAWN_NR_gettid = 224, KSPAWN_NR_tkill = 238, KSPAWN_NR_futex = 240, KSPAWN_NR_exit_group = 252,              \
	KSPAWN_NR_set_tid_address = 258, KSPAWN_NR_tgkill = 270, KSPAWN_NR_waitid = 284,                               \
	KSPAWN_NR_set_robust_list = 311, KSPAWN_NR_get_robust_list = 312, KSPAWN_NR_rt_tgsigqueueinfo = 335,           \
	KSPAWN_NR_execveat = 358
#include <kspawn/nr_first.h>

#include <kspawn/switch_frame.h>
#endif
