/* x86_64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

#define KSPAWN_REGS_SIZE 176 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_IP ip
#define KSPAWN_PT_REGS_RET ax

/* A system call that is made again: SYSCALL has two bytes, and the number where the result goes. */
#define KSPAWN_SYSCALL_SIZE(r) 2
#define KSPAWN_SYSCALL_RET_WAS(r, arg0) (r)->nr

/* The selectors of user mode, as Linux has them; a kernel with another GDT
 * defines its own. */
#ifndef KSPAWN_USER_CS
#define KSPAWN_USER_CS 0x33
#define KSPAWN_USER_SS 0x2b
#endif

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
	KSPAWN_NR_clone3 = 435,
};
#endif
#include <kspawn/pt_regs.h>

#ifndef __ASSEMBLER__
/// Argument n of a system call, 0 to 5. (System V ABI, AMD64 supplement, A.2.1)
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n)
{
	const uint64_t arg[6] = { r->di, r->si, r->dx, r->r10, r->r8, r->r9 };
	return arg[n];
}
#endif
#endif
