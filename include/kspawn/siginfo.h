/* include/kspawn/siginfo.h: signals as Linux numbers them, and what programs are given of them (layer 5) */
#ifndef KSPAWN_SIGINFO_H
#define KSPAWN_SIGINFO_H

#include <stddef.h>
#include <stdint.h>

#include <kspawn/arch/frame.h> /* a port where Linux has other numbers or another layout says so first */
#include <kspawn/assert.h>

/* ---- numbers (asm-generic/signal.h) ---- */

#define KSPAWN_SIGHUP 1
#define KSPAWN_SIGINT 2
#define KSPAWN_SIGQUIT 3
#define KSPAWN_SIGILL 4
#define KSPAWN_SIGTRAP 5
#define KSPAWN_SIGABRT 6
#define KSPAWN_SIGFPE 8
#define KSPAWN_SIGKILL 9
#define KSPAWN_SIGSEGV 11
#define KSPAWN_SIGPIPE 13
#define KSPAWN_SIGALRM 14
#define KSPAWN_SIGTERM 15
#define KSPAWN_SIGRTMIN 32

#ifndef KSPAWN_SIGCHLD
#define KSPAWN_SIGCHLD 17
#endif
#ifndef KSPAWN_SIGNAL_MAX
#define KSPAWN_SIGNAL_MAX 64
#endif
#ifndef KSPAWN_SIGBUS
#define KSPAWN_SIGBUS 7
#define KSPAWN_SIGUSR1 10
#define KSPAWN_SIGUSR2 12
#define KSPAWN_SIGSTKFLT 16
#define KSPAWN_SIGCONT 18
#define KSPAWN_SIGSTOP 19
#define KSPAWN_SIGTSTP 20
#define KSPAWN_SIGTTIN 21
#define KSPAWN_SIGTTOU 22
#define KSPAWN_SIGURG 23
#define KSPAWN_SIGXCPU 24
#define KSPAWN_SIGXFSZ 25
#define KSPAWN_SIGVTALRM 26
#define KSPAWN_SIGPROF 27
#define KSPAWN_SIGWINCH 28
#define KSPAWN_SIGIO 29
#define KSPAWN_SIGPWR 30
#define KSPAWN_SIGSYS 31
#endif

/* ---- actions (asm-generic/signal-defs.h) ---- */

#define KSPAWN_SIG_DFL 0
#define KSPAWN_SIG_IGN 1

#define KSPAWN_SA_NOCLDSTOP 0x00000001u
#define KSPAWN_SA_ONSTACK 0x08000000u
#define KSPAWN_SA_RESTART 0x10000000u
#define KSPAWN_SA_NODEFER 0x40000000u
#define KSPAWN_SA_RESETHAND 0x80000000u
#ifndef KSPAWN_SA_NOCLDWAIT
#define KSPAWN_SA_NOCLDWAIT 0x00000002u
#define KSPAWN_SA_SIGINFO 0x00000004u
#endif
/* KSPAWN_SA_RESTORER is in the port's frame.h, where Linux has it. */

#ifndef KSPAWN_SIG_BLOCK
#define KSPAWN_SIG_BLOCK 0
#define KSPAWN_SIG_UNBLOCK 1
#define KSPAWN_SIG_SETMASK 2
#endif

/* Flags of a kspawn_sigaltstack, and the least size of one. (linux/signal.h) */
#define KSPAWN_SS_ONSTACK 1u
#define KSPAWN_SS_DISABLE 2u
#define KSPAWN_SS_AUTODISARM 0x80000000u
#ifndef KSPAWN_MINSIGSTKSZ
#define KSPAWN_MINSIGSTKSZ 2048
#endif

/* ---- the member `code` (asm-generic/siginfo.h) ---- */

#define KSPAWN_SI_USER 0
#define KSPAWN_SI_KERNEL 0x80
#define KSPAWN_SI_QUEUE (-1)
#define KSPAWN_SI_TKILL (-6)
#ifndef KSPAWN_SI_TIMER
#define KSPAWN_SI_TIMER (-2)
#define KSPAWN_SI_MESGQ (-3)
#define KSPAWN_SI_ASYNCIO (-4)
#endif

#define KSPAWN_ILL_ILLOPC 1
#define KSPAWN_ILL_ILLOPN 2
#define KSPAWN_ILL_PRVOPC 5
#define KSPAWN_ILL_BADSTK 8
#define KSPAWN_FPE_INTDIV 1
#define KSPAWN_FPE_INTOVF 2
#define KSPAWN_FPE_FLTDIV 3
#define KSPAWN_FPE_FLTOVF 4
#define KSPAWN_FPE_FLTUND 5
#define KSPAWN_FPE_FLTRES 6
#define KSPAWN_FPE_FLTINV 7
#define KSPAWN_FPE_FLTUNK 14
#define KSPAWN_SEGV_MAPERR 1
#define KSPAWN_SEGV_ACCERR 2
#define KSPAWN_BUS_ADRALN 1
#define KSPAWN_BUS_ADRERR 2
#define KSPAWN_BUS_OBJERR 3
#define KSPAWN_TRAP_BRKPT 1
#define KSPAWN_TRAP_TRACE 2
#define KSPAWN_CLD_EXITED 1
#define KSPAWN_CLD_KILLED 2
#define KSPAWN_CLD_DUMPED 3
#define KSPAWN_CLD_TRAPPED 4
#define KSPAWN_CLD_STOPPED 5
#define KSPAWN_CLD_CONTINUED 6

/* ---- structures in user memory ---- */

#ifndef KSPAWN_SIGINFO_CODE /* the index of `code` among the first three members */
#define KSPAWN_SIGINFO_CODE 2
#endif
#ifndef KSPAWN_SIGALTSTACK_MEMBERS
#define KSPAWN_SIGALTSTACK_MEMBERS \
	uintptr_t sp;              \
	uint32_t flags;            \
	size_t size;
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// Linux's siginfo_t of the port, 128 bytes. The signal and `code` say which member of the union counts.
struct kspawn_siginfo_kill { /* SI_USER, SI_TKILL */
	int32_t pid;
	uint32_t uid;
};
struct kspawn_siginfo_timer { /* SI_TIMER */
	int32_t id, overrun;
	uintptr_t value;
};
struct kspawn_siginfo_rt { /* SI_QUEUE, SI_MESGQ */
	int32_t pid;
	uint32_t uid;
	uintptr_t value;
};
struct kspawn_siginfo_child { /* CLD_* */
	int32_t pid;
	uint32_t uid;
	int32_t status;
	intptr_t utime, stime; /* in clock_t's ticks */
};
struct kspawn_siginfo_fault { /* ILL_*, FPE_*, SEGV_*, BUS_*, TRAP_* */
	uintptr_t addr;
	int16_t addr_lsb;
	uintptr_t lower, upper;
};
struct kspawn_siginfo_poll { /* POLL_* */
	intptr_t band;
	int32_t fd;
};
struct kspawn_siginfo_sys { /* SIGSYS */
	uintptr_t call_addr;
	int32_t nr;
	uint32_t arch;
};
struct kspawn_siginfo {
	int32_t signo;
#if KSPAWN_SIGINFO_CODE == 1
	int32_t code, error; /* `error` is si_errno */
#else
	int32_t error, code; /* `error` is si_errno */
#endif
	union {
		struct kspawn_siginfo_kill kill;
		struct kspawn_siginfo_timer timer;
		struct kspawn_siginfo_rt rt;
		struct kspawn_siginfo_child child;
		struct kspawn_siginfo_fault fault;
		struct kspawn_siginfo_poll poll;
		struct kspawn_siginfo_sys sys;
		uint32_t pad[(sizeof(uintptr_t) == 8 ? 112 : 116) / 4];
	};
};

/// Linux's stack_t of the port: [sp, sp + size), or none if size is 0.
struct kspawn_sigaltstack {
	KSPAWN_SIGALTSTACK_MEMBERS
};

/// Linux's sigset_t of the port: signal n is bit (n - 1) of these words.
struct kspawn_sigset {
	uintptr_t words[KSPAWN_SIGNAL_MAX / (8 * sizeof(uintptr_t))];
};

/// What rt_sigaction reads and writes.
struct kspawn_sigaction {
#ifdef KSPAWN_SIGACTION_FLAGS_FIRST
	uint32_t flags;
	uintptr_t handler;
#else
	uintptr_t handler, flags;
#endif
#ifdef KSPAWN_SA_RESTORER
	uintptr_t restorer;
#endif
	struct kspawn_sigset mask;
};

/// The first 64 signals of a set; signal n is bit (n - 1).
static inline uint64_t kspawn_sigset_get(const struct kspawn_sigset *set)
{
	const uint64_t high = set->words[sizeof(uintptr_t) == 4];

	return sizeof(uintptr_t) == 4 ? high << 32 | set->words[0] : high;
}

/// Writes a set of the first 64 signals. Signals behind them are not in it.
static inline void kspawn_sigset_put(struct kspawn_sigset *set, uint64_t signals)
{
	for (size_t i = 0; i < sizeof(set->words) / sizeof(set->words[0]); i++)
		set->words[i] = 0;
	set->words[sizeof(uintptr_t) == 4] = (uintptr_t)(signals >> 32);
	set->words[0] = (uintptr_t)signals;
}

KSPAWN_ASSERT(sizeof(struct kspawn_siginfo) == 128, "SI_MAX_SIZE");

#ifdef __cplusplus
}
#endif
#endif
