/* riscv64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* struct kspawn_pt_regs, in bytes */
#define KSPAWN_REGS_PC 0
#define KSPAWN_REGS_RA 8
#define KSPAWN_REGS_SP 16
#define KSPAWN_REGS_GP 24
#define KSPAWN_REGS_TP 32
#define KSPAWN_REGS_T0 40
#define KSPAWN_REGS_S0 64
#define KSPAWN_REGS_A0 80
#define KSPAWN_REGS_S2 144
#define KSPAWN_REGS_T3 224
#define KSPAWN_REGS_T6 248
#define KSPAWN_REGS_STATUS 256
#define KSPAWN_REGS_NR 264
#define KSPAWN_REGS_SIZE 272

/* sstatus of a new program: SPIE, FS initial, UXL 64; not SPP, SIE, SUM or MXR.
 * (Privileged Architecture, 4.1.1 Supervisor Status Register) */
#define KSPAWN_USER_STATUS 0x200002020

#ifndef __ASSEMBLER__
#include <stdbool.h>

#include <kspawn/nr_generic.h>

/* From pc to t6 as in struct user_regs_struct. (Linux, asm/ptrace.h) */
struct kspawn_pt_regs {
	uint64_t pc;
	uint64_t ra, sp, gp;
	uint64_t tp; /* TLS */
	uint64_t t0_t2[3];
	uint64_t s0_s1[2];
	uint64_t a[8];
	uint64_t s2_s11[10];
	uint64_t t3_t6[4];
	uint64_t status; /* sstatus */
	uint64_t nr;     /* system call number */
};

#define KSPAWN_REGS_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_pt_regs, field) == (offset), #field)
KSPAWN_REGS_ASSERT(pc, KSPAWN_REGS_PC);
KSPAWN_REGS_ASSERT(ra, KSPAWN_REGS_RA);
KSPAWN_REGS_ASSERT(sp, KSPAWN_REGS_SP);
KSPAWN_REGS_ASSERT(gp, KSPAWN_REGS_GP);
KSPAWN_REGS_ASSERT(tp, KSPAWN_REGS_TP);
KSPAWN_REGS_ASSERT(t0_t2, KSPAWN_REGS_T0);
KSPAWN_REGS_ASSERT(s0_s1, KSPAWN_REGS_S0);
KSPAWN_REGS_ASSERT(a, KSPAWN_REGS_A0);
KSPAWN_REGS_ASSERT(s2_s11, KSPAWN_REGS_S2);
KSPAWN_REGS_ASSERT(t3_t6, KSPAWN_REGS_T3);
KSPAWN_REGS_ASSERT(t3_t6[3], KSPAWN_REGS_T6);
KSPAWN_REGS_ASSERT(status, KSPAWN_REGS_STATUS);
KSPAWN_REGS_ASSERT(nr, KSPAWN_REGS_NR);
KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->pc; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->sp; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tp; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->a[0]; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->pc = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->sp = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tp = tls; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value) { r->a[0] = (uint64_t)value; }

/// Argument n of a system call, 0 to 5. (Linux, syscall(2))
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n) { return r->a[n]; }
#endif
#endif
