/* include/kspawn/nr_first.h: Linux's first system call numbers, which many older architectures have
 *
 * A port that has them includes this in its frame.h, with KSPAWN_NR_OF_PORT. KSPAWN_NR_OTHERS are the members that it counts
 * in its own way. */
#ifndef KSPAWN_NR_FIRST_H
#define KSPAWN_NR_FIRST_H

/* The first of a block that is the same everywhere. */
#ifndef KSPAWN_NR_RT
#define KSPAWN_NR_RT 173
#endif

#ifndef __ASSEMBLER__
/* arch/x86/entry/syscalls/syscall_32.tbl; negative: the port has no such call. */
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
	KSPAWN_NR_rt_sigreturn = KSPAWN_NR_RT,
	KSPAWN_NR_rt_sigaction = KSPAWN_NR_RT + 1,
	KSPAWN_NR_rt_sigprocmask = KSPAWN_NR_RT + 2,
	KSPAWN_NR_rt_sigpending = KSPAWN_NR_RT + 3,
	KSPAWN_NR_rt_sigtimedwait = KSPAWN_NR_RT + 4,
	KSPAWN_NR_rt_sigqueueinfo = KSPAWN_NR_RT + 5,
	KSPAWN_NR_rt_sigsuspend = KSPAWN_NR_RT + 6,
	KSPAWN_NR_sigaltstack = KSPAWN_NR_RT + 13,
	KSPAWN_NR_vfork = KSPAWN_NR_RT + 17,
	KSPAWN_NR_rt_sigtimedwait_time64 = sizeof(long) == 8 ? -11 : 421,
	KSPAWN_NR_futex_time64 = sizeof(long) == 8 ? -5 : 422,
	KSPAWN_NR_pidfd_send_signal = 424,
	KSPAWN_NR_clone3 = 435,
	KSPAWN_NR_OTHERS
};
#endif
#endif
