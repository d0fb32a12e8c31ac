/* include/kspawn/nr_generic.h: Linux's generic system call numbers, which newer architectures have */
#ifndef KSPAWN_NR_GENERIC_H
#define KSPAWN_NR_GENERIC_H

/* include/uapi/asm-generic/unistd.h; negative: the table has no such call. */
enum kspawn_nr {
	KSPAWN_NR_fork = -1,
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_sigreturn = -12,
	KSPAWN_NR_pause = -13,
	KSPAWN_NR_getpgrp = -14,
	KSPAWN_NR_exit = 93,
	KSPAWN_NR_exit_group = 94,
	KSPAWN_NR_waitid = 95,
	KSPAWN_NR_set_tid_address = 96,
	KSPAWN_NR_futex = sizeof(long) == 8 ? 98 : -4, /* likewise, and its newer form where a long is short */
	KSPAWN_NR_set_robust_list = 99,
	KSPAWN_NR_get_robust_list = 100,
	KSPAWN_NR_sched_yield = 124,
	KSPAWN_NR_kill = 129,
	KSPAWN_NR_tkill = 130,
	KSPAWN_NR_tgkill = 131,
	KSPAWN_NR_sigaltstack = 132,
	KSPAWN_NR_rt_sigsuspend = 133,
	KSPAWN_NR_rt_sigaction = 134,
	KSPAWN_NR_rt_sigprocmask = 135,
	KSPAWN_NR_rt_sigpending = 136,
	KSPAWN_NR_rt_sigtimedwait = sizeof(long) == 8 ? 137 : -10, /* likewise */
	KSPAWN_NR_rt_sigqueueinfo = 138,
	KSPAWN_NR_rt_sigreturn = 139,
	KSPAWN_NR_setpgid = 154,
	KSPAWN_NR_getpgid = 155,
	KSPAWN_NR_getsid = 156,
	KSPAWN_NR_setsid = 157,
	KSPAWN_NR_getpid = 172,
	KSPAWN_NR_getppid = 173,
	KSPAWN_NR_gettid = 178,
	KSPAWN_NR_clone = 220,
	KSPAWN_NR_execve = 221,
	KSPAWN_NR_rt_tgsigqueueinfo = 240,
	KSPAWN_NR_wait4 = sizeof(long) == 8 ? 260 : -3, /* in 32 bits its times are too short */
	KSPAWN_NR_execveat = 281,
	KSPAWN_NR_rt_sigtimedwait_time64 = sizeof(long) == 8 ? -11 : 421,
	KSPAWN_NR_futex_time64 = sizeof(long) == 8 ? -5 : 422,
	KSPAWN_NR_pidfd_send_signal = 424,
	KSPAWN_NR_clone3 = 435,
};
#endif
