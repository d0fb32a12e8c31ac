/* src/hosted/cpu.h: the processor block, which C++ and the entry assembly share */
#ifndef KSPAWN_HOSTED_CPU_H
#define KSPAWN_HOSTED_CPU_H

#include <kspawn/arch/frame.h>

#define KSPAWN_CPU_IN_USER (0 * KSPAWN_WORD)
#define KSPAWN_CPU_REGS_END (1 * KSPAWN_WORD)
#define KSPAWN_CPU_USER_STATE (2 * KSPAWN_WORD)
#define KSPAWN_CPU_HOST_TLS (3 * KSPAWN_WORD)
#define KSPAWN_CPU_SCRATCH (4 * KSPAWN_WORD)

#ifndef __ASSEMBLER__
#include <signal.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The processor that runs user tasks. Before each entry of user mode the C++
 * side fills in where the next entry of the kernel goes. */
struct kspawn_hosted_cpu {
	uintptr_t in_user;    /* 1 from the exit on; a pc in the entry text is still the kernel's */
	uintptr_t regs_end;   /* one past the task's pt_regs; the kernel stack is below them */
	uintptr_t user_state; /* where the gate saves floating point */
	uintptr_t host_tls;
	uintptr_t scratch[2]; /* the gate's, until it has a stack */
};

extern struct kspawn_hosted_cpu kspawn_hosted_cpu;
/* Around the section of gate and exit, by the linker. */
extern const char __start_kspawn_hosted_text[], __stop_kspawn_hosted_text[];

/// The system call gate, called by user programs: AT_SYSINFO.
void kspawn_hosted_gate(void);
/// Leaves for user mode: loads TLS, and everything else by rt_sigreturn on `frame`.
KSPAWN_NORETURN void kspawn_hosted_exit(void *frame, uintptr_t tls);
/// The handler of every signal: puts the host's TLS in place, calls
/// kspawn_hosted_signal, and restores what that returns.
void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context);

/* The C++ side of the two entries. */
KSPAWN_NORETURN void kspawn_hosted_syscall(struct kspawn_pt_regs *regs);
uintptr_t kspawn_hosted_signal(int sig, siginfo_t *info, void *context, uintptr_t tls);

#ifdef __cplusplus
}
#endif

KSPAWN_ASSERT(offsetof(struct kspawn_hosted_cpu, in_user) == KSPAWN_CPU_IN_USER, "in_user");
KSPAWN_ASSERT(offsetof(struct kspawn_hosted_cpu, regs_end) == KSPAWN_CPU_REGS_END, "regs_end");
KSPAWN_ASSERT(offsetof(struct kspawn_hosted_cpu, user_state) == KSPAWN_CPU_USER_STATE, "user_state");
KSPAWN_ASSERT(offsetof(struct kspawn_hosted_cpu, host_tls) == KSPAWN_CPU_HOST_TLS, "host_tls");
KSPAWN_ASSERT(offsetof(struct kspawn_hosted_cpu, scratch) == KSPAWN_CPU_SCRATCH, "scratch");
#endif
#endif
