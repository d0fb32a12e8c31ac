/* powerpc frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

/* The ABI: 32 bits, ELFv1 or ELFv2. KSPAWN_CALL_AREA is the back chain and what a called function saves above it. (System V
 * ABI, PowerPC Supplement, 3-17; 64-bit PowerPC ELF ABI Supplement, 3.2.2; OpenPOWER ELFv2 ABI, 2.2.2) */
#ifndef __powerpc64__
#define KSPAWN_WORD 4 /* bytes */
#define KSPAWN_CALL_AREA 8
#define KSPAWN_ELF_MACHINE 20 /* EM_PPC */
#elif _CALL_ELF != 2
#define KSPAWN_WORD 8
#define KSPAWN_CALL_AREA 112
#define KSPAWN_ELF_MACHINE 21 /* EM_PPC64 */
#define KSPAWN_DESCRIPTORS /* pointers to functions; the first word is the address of the code */
#define KSPAWN_CODE_ADDRESS(function) (*(const uintptr_t *)(uintptr_t)(function))
#else
#define KSPAWN_WORD 8
#define KSPAWN_CALL_AREA 32
#define KSPAWN_ELF_MACHINE 21
#endif
#define KSPAWN_STACK_ALIGN 16
#define KSPAWN_STACK_MIN 1024
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */

/* e_flags of 64 bits say which ABI, or nothing. (OpenPOWER ELFv2 ABI, 4.1.1) */
#if KSPAWN_WORD == 8
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry) ((elf_class) == 2 && (((flags) & 3) == 0 || ((flags) & 3) == _CALL_ELF))
#define KSPAWN_MINSIGSTKSZ 8192 /* Linux, uapi asm/signal.h */
#endif

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page: over the dummy frame, li r0, 172; sc */
#if KSPAWN_WORD == 8
#define KSPAWN_SIGRETURN_CODE 0x38210080, 0x380000ac, 0x44000002
#else
#define KSPAWN_SIGRETURN_CODE 0x380000ac, 0x44000002
#endif

/* f0 to f31, FPSCR as a double. Then vectors, unless the kernel is for a processor that has none and is compiled with
 * KSPAWN_NO_VECTORS: v0 to v31, VSCR and VRSAVE, as Linux's frame has them, and in 64 bits the lower halves of vs0 to vs31,
 * whose upper ones are f0 to f31. */
#define KSPAWN_USER_FPSCR 256
#define KSPAWN_FLOATS                                                                                                  \
	f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23,  \
		f24, f25, f26, f27, f28, f29, f30, f31
#ifndef KSPAWN_NO_VECTORS
#define KSPAWN_USER_VECTORS 272
#define KSPAWN_USER_VSCR (KSPAWN_USER_VECTORS + 32 * 16)
#define KSPAWN_USER_VRSAVE (KSPAWN_USER_VSCR + 16)
#if KSPAWN_WORD == 8
#define KSPAWN_USER_LOWER (KSPAWN_USER_VRSAVE + 16)
#define KSPAWN_USER_STATE_SIZE (KSPAWN_USER_LOWER + 32 * 8)
#else
#define KSPAWN_USER_STATE_SIZE (KSPAWN_USER_VRSAVE + 16)
#define KSPAWN_USER_STATE_ALIGN 16
#endif
#else
#define KSPAWN_USER_STATE_SIZE 264
#endif
#ifndef KSPAWN_USER_STATE_ALIGN
#define KSPAWN_USER_STATE_ALIGN 8
#endif

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_R31
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_LR

/* struct kspawn_pt_regs and KSPAWN_REGS_R0 to KSPAWN_REGS_NR: from r to cr as in Linux's struct pt_regs (uapi
 * asm/ptrace.h); nr is the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORDS(r, R0, 32) WORD(pc, PC) WORD(msr, MSR) WORD(unused, UNUSED) WORD(ctr, CTR) WORD(lr, LR) WORD(xer, XER)   \
	WORD(cr, CR) WORD(nr, NR)

/* What a called function keeps besides LR, CR2 to CR4 and FPSCR: X(name, number in unwind information). r2 and r13 are the
 * thread pointer and one of a whole kernel. (ibid., 3-14; 3.2.1; 2.2.1) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(r14, 14), X(r15, 15), X(r16, 16), X(r17, 17), X(r18, 18), X(r19, 19), X(r20, 20), X(r21, 21), X(r22, 22),    \
		X(r23, 23), X(r24, 24), X(r25, 25), X(r26, 26), X(r27, 27), X(r28, 28), X(r29, 29), X(r30, 30),        \
		X(r31, 31)
#define KSPAWN_KEPT_FP(X)                                                                                              \
	X(f14, 46), X(f15, 47), X(f16, 48), X(f17, 49), X(f18, 50), X(f19, 51), X(f20, 52), X(f21, 53), X(f22, 54),    \
		X(f23, 55), X(f24, 56), X(f25, 57), X(f26, 58), X(f27, 59), X(f28, 60), X(f29, 61), X(f30, 62),        \
		X(f31, 63)

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_REGS lr, cr, KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(lr, LR) WORD(cr, CR) WORDS(r14_r30, R14, 17) WORD(r31, R31)                          \
	WORDS(unused, UNUSED, 5 - KSPAWN_WORD / 2)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS)                                                                            \
	WORDS(f14_f31, F14, 18 * 8 / KSPAWN_WORD) WORDS(fpscr, FPSCR, 16 / KSPAWN_WORD)
#define KSPAWN_SWITCH_FP_SIZE (KSPAWN_SWITCH_SIZE + 160)

/* The sizes of pt_regs and of the frame of switch_to are plain numbers. MSR of a program: EE, PR, ME, IR, DR, RI, and 64 bits
 * and little-endian. (Power ISA, book III, 4.2.1) */
#if KSPAWN_WORD == 8
#define KSPAWN_SWITCH_SIZE 176
#define KSPAWN_REGS_SIZE 320
#define KSPAWN_PT_REGS_TLS r[13]
#define KSPAWN_USER_STATUS (0x800000000000d032 | ((__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) & 1))
#else
#define KSPAWN_SWITCH_SIZE 96
#define KSPAWN_REGS_SIZE 160
#define KSPAWN_PT_REGS_TLS r[2]
#define KSPAWN_USER_STATUS 0xd032
#endif
/* What a program may change in it, or its host: VEC, VSX, FP, FE0, FE1. */
#define KSPAWN_USER_STATUS_FREE (1u << 25 | 1u << 23 | 1u << 13 | 1u << 11 | 1u << 8)

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. The result is a positive errno if CR0.SO is set. (Linux,
 * syscall(2)) */
#define KSPAWN_PT_REGS_SP r[1]
#define KSPAWN_PT_REGS_RET r[3]
#define KSPAWN_PT_REGS_RET_IS_ERRNO cr
#define KSPAWN_PT_REGS_ERRNO_BIT 0x10000000
#define KSPAWN_PT_REGS_ARG(n) r[3 + (n)]
#define KSPAWN_PT_REGS_STATUS msr

#define KSPAWN_NR_OF_PORT
#define KSPAWN_NR_RT 172
/* arch/powerpc/kernel/syscalls/syscall.tbl */
#define KSPAWN_NR_OTHERS                                                                                               \
	KSPAWN_NR_gettid = 207, KSPAWN_NR_tkill = 208, KSPAWN_NR_futex = 221, KSPAWN_NR_exit_group = 234,              \
	KSPAWN_NR_set_tid_address = 232, KSPAWN_NR_tgkill = 250, KSPAWN_NR_waitid = 272,                               \
	KSPAWN_NR_set_robust_list = 300, KSPAWN_NR_get_robust_list = 299, KSPAWN_NR_rt_tgsigqueueinfo = 322,           \
	KSPAWN_NR_execveat = 362
#include <kspawn/nr_first.h>

#include <kspawn/switch_frame.h>
#endif
