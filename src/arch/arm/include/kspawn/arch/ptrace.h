/* arm ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

#define KSPAWN_REGS_SIZE 80 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_IP r[15]
#define KSPAWN_PT_REGS_SP r[13]
#define KSPAWN_PT_REGS_RET r[0]
#define KSPAWN_PT_REGS_ARG(n) r[n]

/* CPSR of user mode, and its bit of Thumb state. (ARMv7-A ARM, B1.3.3) */
#define KSPAWN_USER_CPSR 0x10
#define KSPAWN_CPSR_T 0x20
#define KSPAWN_SYSCALL_SIZE(r) ((r)->cpsr & KSPAWN_CPSR_T ? 2u : 4u) /* bytes of SVC */

#ifndef __ASSEMBLER__
/* Linux's numbers (arch/arm/tools/syscall.tbl); negative: the port has no such call. */
enum kspawn_nr {
	KSPAWN_NR_exit = 1,
	KSPAWN_NR_fork = 2,
	KSPAWN_NR_execve = 11,
	KSPAWN_NR_getpid = 20,
	KSPAWN_NR_pause = 29,
	KSPAWN_NR_kill = 37,
	KSPAWN_NR_setpgid = 57,
	KSPAWN_NR_getppid = 64,
	KSPAWN_NR_getpgrp = 65,
	KSPAWN_NR_setsid = 66,
	KSPAWN_NR_wait4 = 114,
	KSPAWN_NR_sigreturn = 119,
	KSPAWN_NR_clone = 120,
	KSPAWN_NR_getpgid = 132,
	KSPAWN_NR_getsid = 147,
	KSPAWN_NR_sched_yield = 158,
	KSPAWN_NR_rt_sigreturn = 173,
	KSPAWN_NR_rt_sigaction = 174,
	KSPAWN_NR_rt_sigprocmask = 175,
	KSPAWN_NR_rt_sigpending = 176,
	KSPAWN_NR_rt_sigtimedwait = 177,
	KSPAWN_NR_rt_sigqueueinfo = 178,
	KSPAWN_NR_rt_sigsuspend = 179,
	KSPAWN_NR_sigaltstack = 186,
	KSPAWN_NR_vfork = 190,
	KSPAWN_NR_gettid = 224,
	KSPAWN_NR_tkill = 238,
	KSPAWN_NR_futex = 240,
	KSPAWN_NR_exit_group = 248,
	KSPAWN_NR_set_tid_address = 256,
	KSPAWN_NR_tgkill = 268,
	KSPAWN_NR_waitid = 280,
	KSPAWN_NR_set_robust_list = 338,
	KSPAWN_NR_get_robust_list = 339,
	KSPAWN_NR_rt_tgsigqueueinfo = 363,
	KSPAWN_NR_execveat = 387,
	KSPAWN_NR_rt_sigtimedwait_time64 = 421,
	KSPAWN_NR_futex_time64 = 422,
	KSPAWN_NR_clone3 = 435,
};
#endif
#include <kspawn/pt_regs.h>
#endif
