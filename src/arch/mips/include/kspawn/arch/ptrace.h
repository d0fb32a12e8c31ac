/* mips ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

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

/* CP0 Status of user mode as ERET needs it: KSU user, EXL until then, IE, and in
 * n64 the 64-bit segments. A kernel that masks interrupts defines its own, with
 * its IM bits. (MIPS64 PRA, 9.22) */
#ifndef KSPAWN_USER_STATUS
#if KSPAWN_WORD == 8
#define KSPAWN_USER_STATUS 0xf3
#else
#define KSPAWN_USER_STATUS 0x13
#endif
#endif

#ifndef __ASSEMBLER__
/* Linux's numbers (arch/mips/kernel/syscalls/syscall_o32.tbl, syscall_n64.tbl);
 * negative: the port has no such call. */
#if KSPAWN_WORD == 4
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
	KSPAWN_NR_clone3 = 4435,
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
	KSPAWN_NR_clone3 = 5435,
};
#endif
#endif
#include <kspawn/pt_regs.h>

#ifndef __ASSEMBLER__
/// The result in v0. If a3 is not 0, v0 is a positive errno.
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)(r->r[7] ? 0 - r->r[2] : r->r[2]); }

static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value)
{
	const bool error = value < 0 && value >= -1133; /* Linux's EMAXERRNO */
	r->r[2] = error ? 0 - (uintptr_t)value : (uintptr_t)value;
	r->r[7] = error;
}

/// Undoes the instruction of the system call that has returned: it is executed again. The number was where the result is,
/// and argument 3 where its flag is.
static inline void kspawn_pt_regs_rewind(struct kspawn_pt_regs *r, uintptr_t arg0, uintptr_t arg3)
{
	(void)arg0;
	r->r[2] = r->nr;
	r->r[7] = arg3;
	r->pc -= 4;
}
#endif
#endif
