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

#ifndef __ASSEMBLER__
/* Linux's numbers (arch/arm/tools/syscall.tbl); negative: the port has no such call. */
enum kspawn_nr {
	KSPAWN_NR_exit = 1,
	KSPAWN_NR_fork = 2,
	KSPAWN_NR_execve = 11,
	KSPAWN_NR_getpid = 20,
	KSPAWN_NR_getppid = 64,
	KSPAWN_NR_wait4 = 114,
	KSPAWN_NR_clone = 120,
	KSPAWN_NR_sched_yield = 158,
	KSPAWN_NR_vfork = 190,
	KSPAWN_NR_gettid = 224,
	KSPAWN_NR_futex = 240,
	KSPAWN_NR_exit_group = 248,
	KSPAWN_NR_set_tid_address = 256,
	KSPAWN_NR_waitid = 280,
	KSPAWN_NR_set_robust_list = 338,
	KSPAWN_NR_get_robust_list = 339,
	KSPAWN_NR_execveat = 387,
	KSPAWN_NR_futex_time64 = 422,
	KSPAWN_NR_clone3 = 435,
};
#endif
#include <kspawn/pt_regs.h>
#endif
