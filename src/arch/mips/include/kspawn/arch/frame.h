/* mips frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/signal.h>

#if _MIPS_SIM == _ABIO32
#define KSPAWN_WORD 4              /* bytes */
#define KSPAWN_STACK_ALIGN 8       /* System V ABI, MIPS supplement, 3-15 */
#define KSPAWN_CALL_AREA 16        /* the arguments (ibid.) */
#define KSPAWN_USER_STATE_SIZE 136 /* the even registers as doubles, FCSR, padding */
#else
#define KSPAWN_WORD 8
#define KSPAWN_STACK_ALIGN 16
#define KSPAWN_CALL_AREA 0
#define KSPAWN_USER_STATE_SIZE 264 /* f0 to f31, FCSR, padding */
#endif
#if _MIPS_SIM == _ABIN32
#define KSPAWN_WORD_TYPE uint64_t /* a pointer has 4 bytes */
#endif
#include <kspawn/layout.h>
#define KSPAWN_ELF_MACHINE 8 /* EM_MIPS */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_ALIGN 8
#define KSPAWN_USER_FCSR (KSPAWN_USER_STATE_SIZE - 8)
/* Release 6 has FS, ABS2008 and NAN2008 always set. (MIPS64 PRA, release 6, volume I-A, 6.6.2) */
#if __mips_isa_rev >= 6
#define KSPAWN_FCSR_FIXED 0x010c0000
#else
#define KSPAWN_FCSR_FIXED 0
#endif
#define KSPAWN_USER_INIT(WORD) WORD(KSPAWN_USER_FCSR, KSPAWN_FCSR_FIXED)

/* Linux counts these otherwise here than elsewhere. (arch/mips/include/uapi/asm/errno.h) */
#define KSPAWN_ENAMETOOLONG 78
#define KSPAWN_ENOSYS 89
#define KSPAWN_ELOOP 90
#define KSPAWN_ELIBBAD 84
#define KSPAWN_ETIMEDOUT 145

/* Code that returns from a signal handler, for kspawn_sigreturn_page: li $v0, the number; syscall */
#if _MIPS_SIM == _ABIO32
#define KSPAWN_SIGRETURN_CODE 0x24021061, 0x0000000c
#elif _MIPS_SIM == _ABIN32
#define KSPAWN_SIGRETURN_CODE 0x24021843, 0x0000000c
#else
#define KSPAWN_SIGRETURN_CODE 0x2402145b, 0x0000000c
#endif

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S8
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

/* struct kspawn_pt_regs and KSPAWN_REGS_R0 to KSPAWN_REGS_NR: r[0] has no meaning, k0 and k1 (26, 27) are no program's,
 * tls is UserLocal, read by rdhwr $29, nr the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORDS(r, R0, 32) WORD(hi, HI) WORD(lo, LO) WORD(pc, PC) WORD(status, STATUS) WORD(tls, TLS) WORD(nr, NR)
#define KSPAWN_REGS_R(n) (KSPAWN_WORD * (n))
#define KSPAWN_REGS_V0 KSPAWN_REGS_R(2)
#define KSPAWN_REGS_A0 KSPAWN_REGS_R(4)
#define KSPAWN_REGS_A3 KSPAWN_REGS_R(7)
#define KSPAWN_REGS_SP KSPAWN_REGS_R(29)

/* What a called function keeps besides ra, FCSR and in n32 and n64 gp: X(name, number in unwind information). In o32 position
 * independent code loads its own gp again after each call, and other code has one for all. (System V ABI, MIPS
 * supplement, 3-11; n32 and n64 handbook) */
#define KSPAWN_KEPT(X)                                                                                                 \
	X(s0, 16), X(s1, 17), X(s2, 18), X(s3, 19), X(s4, 20), X(s5, 21), X(s6, 22), X(s7, 23), X(fp, 30)
#if _MIPS_SIM == _ABIO32
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), ra
#define KSPAWN_SWITCH_FP_REGS 20, 22, 24, 26, 28, 30 /* f20 to f31 as doubles */
#define KSPAWN_SWITCH_FP_COUNT 6
#define KSPAWN_USER_FP_REGS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#else
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME), ra, gp
#if _MIPS_SIM == _ABIN32
#define KSPAWN_SWITCH_FP_REGS 20, 22, 24, 26, 28, 30
#define KSPAWN_SWITCH_FP_COUNT 6
#else
#define KSPAWN_SWITCH_FP_REGS 24, 25, 26, 27, 28, 29, 30, 31
#define KSPAWN_SWITCH_FP_COUNT 8
#endif
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

/* Plain numbers, since a symbol's name has it. */
#if KSPAWN_WORD == 8
#define KSPAWN_REGS_SIZE 304
#else
#define KSPAWN_REGS_SIZE 152
#endif

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_SP r[29]
/* Arguments of a system call: a0 to a3, $8, $9. In o32 Linux finds the last two at 16(sp) and 20(sp); a kernel with
 * that ABI has its entry put them into r[8] and r[9], which no call keeps. */
#define KSPAWN_PT_REGS_ARG(n) r[4 + (n)]
/* The result in v0. If a3 is not 0, v0 is a positive errno. */
#define KSPAWN_PT_REGS_RET r[2]
#define KSPAWN_PT_REGS_RET_IS_ERRNO r[7]
/* A system call that is made again: the number was where the result is, and argument 3 where its flag is. */
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (r)->nr
#define KSPAWN_PT_REGS_STATUS status

/* CP0 Status of user mode as ERET needs it: KSU user, EXL until then, IE, and with
 * 64-bit registers the 64-bit segments. A kernel that masks interrupts defines its own, with
 * its IM bits. (MIPS64 PRA, 9.22) */
#ifndef KSPAWN_USER_STATUS
#if KSPAWN_WORD == 8
#define KSPAWN_USER_STATUS 0xf3
#else
#define KSPAWN_USER_STATUS 0x13
#endif
#endif
/* What a program may change in it, or its host: CU1, FR, MX, IM7 to IM0; never CU0, ERL, BEV, another KSU than user, or EXL
 * off, with which ERET would not leave. (MIPS64 PRA, 9.22) */
#define KSPAWN_USER_STATUS_FREE (1u << 29 | 1u << 26 | 1u << 24 | 0xff00)

/* One class may be another ABI: n32 has a flag of its own (0x20), o64 and the EABIs have numbers above o32's 1 (0xf000; 0 is
 * o32 too). 0x200 are 64-bit floating point registers in o32, which this port does not have. In n64 the class says it all.
 * (binutils, include/elf/mips.h) */
#if _MIPS_SIM == _ABIO32
#define KSPAWN_ELF_FLAGS_OF_ABI (0xe000 | 0x200 | 0x20)
#define KSPAWN_ELF_FLAGS 0
#elif _MIPS_SIM == _ABIN32
#define KSPAWN_ELF_FLAGS_OF_ABI (0xf000 | 0x20)
#define KSPAWN_ELF_FLAGS 0x20
#else
#define KSPAWN_ELF_FLAGS_OF_ABI 0
#define KSPAWN_ELF_FLAGS 0
#endif
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry)                                                                    \
	((elf_class) == KSPAWN_ELF_CLASS && ((flags) & KSPAWN_ELF_FLAGS_OF_ABI) == KSPAWN_ELF_FLAGS)

#define KSPAWN_NR_OF_PORT
#ifndef __ASSEMBLER__
/* Linux's numbers (arch/mips/kernel/syscalls/syscall_o32.tbl, syscall_n32.tbl, syscall_n64.tbl);
 * negative: the port has no such call. */
#if _MIPS_SIM == _ABIO32
enum kspawn_nr {
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_exit = 4001,
	KSPAWN_NR_fork = 4002,
	KSPAWN_NR_execve = 4011,
	KSPAWN_NR_getpid = 4020,
	KSPAWN_NR_pause = 4029,
	KSPAWN_NR_kill = 4037,
	KSPAWN_NR_setpgid = 4057,
	KSPAWN_NR_getppid = 4064,
	KSPAWN_NR_getpgrp = 4065,
	KSPAWN_NR_setsid = 4066,
	KSPAWN_NR_wait4 = 4114,
	KSPAWN_NR_sigreturn = 4119,
	KSPAWN_NR_clone = 4120,
	KSPAWN_NR_getpgid = 4132,
	KSPAWN_NR_getsid = 4151,
	KSPAWN_NR_sched_yield = 4162,
	KSPAWN_NR_rt_sigreturn = 4193,
	KSPAWN_NR_rt_sigaction = 4194,
	KSPAWN_NR_rt_sigprocmask = 4195,
	KSPAWN_NR_rt_sigpending = 4196,
	KSPAWN_NR_rt_sigtimedwait = 4197,
	KSPAWN_NR_rt_sigqueueinfo = 4198,
	KSPAWN_NR_rt_sigsuspend = 4199,
	KSPAWN_NR_sigaltstack = 4206,
	KSPAWN_NR_gettid = 4222,
	KSPAWN_NR_tkill = 4236,
	KSPAWN_NR_futex = 4238,
	KSPAWN_NR_exit_group = 4246,
	KSPAWN_NR_set_tid_address = 4252,
	KSPAWN_NR_tgkill = 4266,
	KSPAWN_NR_waitid = 4278,
	KSPAWN_NR_set_robust_list = 4309,
	KSPAWN_NR_get_robust_list = 4310,
	KSPAWN_NR_rt_tgsigqueueinfo = 4332,
	KSPAWN_NR_execveat = 4356,
	KSPAWN_NR_rt_sigtimedwait_time64 = 4421,
	KSPAWN_NR_futex_time64 = 4422,
	KSPAWN_NR_pidfd_send_signal = 4424,
	KSPAWN_NR_clone3 = 4435,
};
#elif _MIPS_SIM == _ABIN32
enum kspawn_nr {
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_sigreturn = -12,
	KSPAWN_NR_rt_sigaction = 6013,
	KSPAWN_NR_rt_sigprocmask = 6014,
	KSPAWN_NR_sched_yield = 6023,
	KSPAWN_NR_pause = 6033,
	KSPAWN_NR_getpid = 6038,
	KSPAWN_NR_clone = 6055,
	KSPAWN_NR_fork = 6056,
	KSPAWN_NR_execve = 6057,
	KSPAWN_NR_exit = 6058,
	KSPAWN_NR_wait4 = 6059,
	KSPAWN_NR_kill = 6060,
	KSPAWN_NR_setpgid = 6107,
	KSPAWN_NR_getppid = 6108,
	KSPAWN_NR_getpgrp = 6109,
	KSPAWN_NR_setsid = 6110,
	KSPAWN_NR_getpgid = 6119,
	KSPAWN_NR_getsid = 6122,
	KSPAWN_NR_rt_sigpending = 6125,
	KSPAWN_NR_rt_sigtimedwait = 6126,
	KSPAWN_NR_rt_sigqueueinfo = 6127,
	KSPAWN_NR_rt_sigsuspend = 6128,
	KSPAWN_NR_sigaltstack = 6129,
	KSPAWN_NR_gettid = 6178,
	KSPAWN_NR_tkill = 6192,
	KSPAWN_NR_futex = 6194,
	KSPAWN_NR_exit_group = 6205,
	KSPAWN_NR_rt_sigreturn = 6211,
	KSPAWN_NR_set_tid_address = 6213,
	KSPAWN_NR_tgkill = 6229,
	KSPAWN_NR_waitid = 6241,
	KSPAWN_NR_set_robust_list = 6272,
	KSPAWN_NR_get_robust_list = 6273,
	KSPAWN_NR_rt_tgsigqueueinfo = 6295,
	KSPAWN_NR_execveat = 6320,
	KSPAWN_NR_rt_sigtimedwait_time64 = 6421,
	KSPAWN_NR_futex_time64 = 6422,
	KSPAWN_NR_pidfd_send_signal = 6424,
	KSPAWN_NR_clone3 = 6435,
};
#else
enum kspawn_nr {
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_futex_time64 = -5,
	KSPAWN_NR_rt_sigtimedwait_time64 = -11,
	KSPAWN_NR_sigreturn = -12,
	KSPAWN_NR_rt_sigaction = 5013,
	KSPAWN_NR_rt_sigprocmask = 5014,
	KSPAWN_NR_sched_yield = 5023,
	KSPAWN_NR_pause = 5033,
	KSPAWN_NR_getpid = 5038,
	KSPAWN_NR_clone = 5055,
	KSPAWN_NR_fork = 5056,
	KSPAWN_NR_execve = 5057,
	KSPAWN_NR_exit = 5058,
	KSPAWN_NR_wait4 = 5059,
	KSPAWN_NR_kill = 5060,
	KSPAWN_NR_setpgid = 5107,
	KSPAWN_NR_getppid = 5108,
	KSPAWN_NR_getpgrp = 5109,
	KSPAWN_NR_setsid = 5110,
	KSPAWN_NR_getpgid = 5119,
	KSPAWN_NR_getsid = 5122,
	KSPAWN_NR_rt_sigpending = 5125,
	KSPAWN_NR_rt_sigtimedwait = 5126,
	KSPAWN_NR_rt_sigqueueinfo = 5127,
	KSPAWN_NR_rt_sigsuspend = 5128,
	KSPAWN_NR_sigaltstack = 5129,
	KSPAWN_NR_gettid = 5178,
	KSPAWN_NR_tkill = 5192,
	KSPAWN_NR_futex = 5194,
	KSPAWN_NR_exit_group = 5205,
	KSPAWN_NR_rt_sigreturn = 5211,
	KSPAWN_NR_set_tid_address = 5212,
	KSPAWN_NR_tgkill = 5225,
	KSPAWN_NR_waitid = 5237,
	KSPAWN_NR_set_robust_list = 5268,
	KSPAWN_NR_get_robust_list = 5269,
	KSPAWN_NR_rt_tgsigqueueinfo = 5291,
	KSPAWN_NR_execveat = 5316,
	KSPAWN_NR_pidfd_send_signal = 5424,
	KSPAWN_NR_clone3 = 5435,
};
#endif
#endif

#include <kspawn/switch_frame.h>
#endif
