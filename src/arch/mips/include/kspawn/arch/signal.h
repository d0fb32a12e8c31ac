/* mips signal.h: what Linux counts and lays out otherwise here than elsewhere, for <kspawn/siginfo.h>
 * (arch/mips/include/uapi/asm/signal.h, siginfo.h) */
#ifndef KSPAWN_ARCH_SIGNAL_H
#define KSPAWN_ARCH_SIGNAL_H

#define KSPAWN_SIGNAL_MAX 128
#define KSPAWN_SIGEMT 7
#define KSPAWN_SIGBUS 10
#define KSPAWN_SIGSYS 12
#define KSPAWN_SIGUSR1 16
#define KSPAWN_SIGUSR2 17
#define KSPAWN_SIGCHLD 18
#define KSPAWN_SIGPWR 19
#define KSPAWN_SIGWINCH 20
#define KSPAWN_SIGURG 21
#define KSPAWN_SIGIO 22
#define KSPAWN_SIGSTOP 23
#define KSPAWN_SIGTSTP 24
#define KSPAWN_SIGCONT 25
#define KSPAWN_SIGTTIN 26
#define KSPAWN_SIGTTOU 27
#define KSPAWN_SIGVTALRM 28
#define KSPAWN_SIGPROF 29
#define KSPAWN_SIGXCPU 30
#define KSPAWN_SIGXFSZ 31

#define KSPAWN_SA_SIGINFO 0x00000008u
#define KSPAWN_SA_NOCLDWAIT 0x00010000u

#define KSPAWN_SIG_BLOCK 1
#define KSPAWN_SIG_UNBLOCK 2
#define KSPAWN_SIG_SETMASK 3

#define KSPAWN_SI_ASYNCIO (-2)
#define KSPAWN_SI_TIMER (-3)
#define KSPAWN_SI_MESGQ (-4)

#define KSPAWN_SIGINFO_CODE 1        /* si_code and si_errno are exchanged */
#define KSPAWN_SIGACTION_FLAGS_FIRST /* struct sigaction */
#define KSPAWN_SIGALTSTACK_MEMBERS \
	uintptr_t sp;              \
	size_t size;               \
	uint32_t flags;
#endif
