/* arm ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* struct kspawn_pt_regs, in bytes */
#define KSPAWN_REGS_R0 0
#define KSPAWN_REGS_R4 16
#define KSPAWN_REGS_R12 48
#define KSPAWN_REGS_SP 52
#define KSPAWN_REGS_LR 56
#define KSPAWN_REGS_PC 60
#define KSPAWN_REGS_CPSR 64
#define KSPAWN_REGS_TLS 68
#define KSPAWN_REGS_NR 72
#define KSPAWN_REGS_TLS_RW 76
#define KSPAWN_REGS_SIZE 80

/* CPSR of user mode, and its bit of Thumb state. (ARMv7-A ARM, B1.3.3) */
#define KSPAWN_USER_CPSR 0x10
#define KSPAWN_CPSR_T 0x20

#ifndef __ASSEMBLER__
#include <stdbool.h>

struct kspawn_pt_regs {
	uint32_t r[16]; /* r[13] sp, r[14] lr, r[15] pc, in Thumb state too an even one */
	uint32_t cpsr;
	uint32_t tls;    /* TPIDRURO */
	uint32_t nr;     /* system call number */
	uint32_t tls_rw; /* TPIDRURW, on real privilege */
};

#define KSPAWN_REGS_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_pt_regs, field) == (offset), #field)
KSPAWN_REGS_ASSERT(r[0], KSPAWN_REGS_R0);
KSPAWN_REGS_ASSERT(r[4], KSPAWN_REGS_R4);
KSPAWN_REGS_ASSERT(r[12], KSPAWN_REGS_R12);
KSPAWN_REGS_ASSERT(r[13], KSPAWN_REGS_SP);
KSPAWN_REGS_ASSERT(r[14], KSPAWN_REGS_LR);
KSPAWN_REGS_ASSERT(r[15], KSPAWN_REGS_PC);
KSPAWN_REGS_ASSERT(cpsr, KSPAWN_REGS_CPSR);
KSPAWN_REGS_ASSERT(tls, KSPAWN_REGS_TLS);
KSPAWN_REGS_ASSERT(nr, KSPAWN_REGS_NR);
KSPAWN_REGS_ASSERT(tls_rw, KSPAWN_REGS_TLS_RW);
KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->r[15]; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->r[13]; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tls; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->r[0]; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->r[15] = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->r[13] = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tls = tls; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value) { r->r[0] = (uint32_t)value; }

/// Argument n of a system call, 0 to 5. (Linux, syscall(2))
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n) { return r->r[n]; }

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
	KSPAWN_NR_exit_group = 248,
	KSPAWN_NR_set_tid_address = 256,
	KSPAWN_NR_waitid = 280,
	KSPAWN_NR_execveat = 387,
	KSPAWN_NR_clone3 = 435,
};
#endif
#endif
