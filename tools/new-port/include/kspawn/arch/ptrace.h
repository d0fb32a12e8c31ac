/* @PORT@ ptrace.h: the user register file and the system call convention */
/* missing: these lines only compile; name each register, and take the convention from syscall(2) */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* bytes of struct kspawn_pt_regs: a plain number, since a symbol's name has it */
#if KSPAWN_WORD == 8
#define KSPAWN_REGS_SIZE 96
#else
#define KSPAWN_REGS_SIZE 48
#endif

#ifndef __ASSEMBLER__
#include <stdbool.h>

#include <kspawn/nr_generic.h>

struct kspawn_pt_regs {
	uintptr_t pc, sp;
	uintptr_t tls;
	uintptr_t nr; /* system call number */
	uintptr_t a[6];
	uintptr_t ret;
	uintptr_t status;
};

KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->pc; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->sp; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tls; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->ret; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->pc = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->sp = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tls = tls; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value) { r->ret = (uintptr_t)value; }

/// Argument n of a system call, 0 to 5.
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n) { return r->a[n]; }
#endif
#endif
