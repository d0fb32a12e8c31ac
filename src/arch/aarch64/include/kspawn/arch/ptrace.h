/* aarch64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* struct kspawn_pt_regs, in bytes */
#define KSPAWN_REGS_X0 0
#define KSPAWN_REGS_X2 16
#define KSPAWN_REGS_X8 64
#define KSPAWN_REGS_X16 128
#define KSPAWN_REGS_X18 144
#define KSPAWN_REGS_X30 240
#define KSPAWN_REGS_SP 248
#define KSPAWN_REGS_PC 256
#define KSPAWN_REGS_PSTATE 264
#define KSPAWN_REGS_TLS 272
#define KSPAWN_REGS_NR 280
#define KSPAWN_REGS_SIZE 288

#ifndef __ASSEMBLER__
#include <stdbool.h>

#include <kspawn/nr_generic.h>

struct kspawn_pt_regs {
	uint64_t x[31];
	uint64_t sp;
	uint64_t pc;
	uint64_t pstate;
	uint64_t tls; /* TPIDR_EL0 */
	uint64_t nr;  /* system call number */
};

#define KSPAWN_REGS_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_pt_regs, field) == (offset), #field)
KSPAWN_REGS_ASSERT(x[0], KSPAWN_REGS_X0);
KSPAWN_REGS_ASSERT(x[2], KSPAWN_REGS_X2);
KSPAWN_REGS_ASSERT(x[8], KSPAWN_REGS_X8);
KSPAWN_REGS_ASSERT(x[16], KSPAWN_REGS_X16);
KSPAWN_REGS_ASSERT(x[18], KSPAWN_REGS_X18);
KSPAWN_REGS_ASSERT(x[30], KSPAWN_REGS_X30);
KSPAWN_REGS_ASSERT(sp, KSPAWN_REGS_SP);
KSPAWN_REGS_ASSERT(pc, KSPAWN_REGS_PC);
KSPAWN_REGS_ASSERT(pstate, KSPAWN_REGS_PSTATE);
KSPAWN_REGS_ASSERT(tls, KSPAWN_REGS_TLS);
KSPAWN_REGS_ASSERT(nr, KSPAWN_REGS_NR);
KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->pc; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->sp; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tls; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->x[0]; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->pc = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->sp = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tls = tls; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value) { r->x[0] = (uint64_t)value; }

/// Argument n of a system call, 0 to 5. (Linux, syscall(2))
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n) { return r->x[n]; }
#endif
#endif
