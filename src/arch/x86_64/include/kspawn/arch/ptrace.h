/* x86_64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* struct kspawn_pt_regs, in bytes. The last five words are what the processor
 * pushes on an interrupt (AMD64 manual, volume 2, 8.9.3). */
#define KSPAWN_REGS_TLS 0
#define KSPAWN_REGS_R15 8
#define KSPAWN_REGS_R14 16
#define KSPAWN_REGS_R13 24
#define KSPAWN_REGS_R12 32
#define KSPAWN_REGS_BP 40
#define KSPAWN_REGS_BX 48
#define KSPAWN_REGS_R11 56
#define KSPAWN_REGS_R10 64
#define KSPAWN_REGS_R9 72
#define KSPAWN_REGS_R8 80
#define KSPAWN_REGS_AX 88
#define KSPAWN_REGS_CX 96
#define KSPAWN_REGS_DX 104
#define KSPAWN_REGS_SI 112
#define KSPAWN_REGS_DI 120
#define KSPAWN_REGS_NR 128
#define KSPAWN_REGS_IP 136
#define KSPAWN_REGS_CS 144
#define KSPAWN_REGS_FLAGS 152
#define KSPAWN_REGS_SP 160
#define KSPAWN_REGS_SS 168
#define KSPAWN_REGS_SIZE 176

/* The selectors of user mode, as Linux has them; a kernel with another GDT
 * defines its own. */
#ifndef KSPAWN_USER_CS
#define KSPAWN_USER_CS 0x33
#define KSPAWN_USER_SS 0x2b
#endif

#ifndef __ASSEMBLER__
#include <stdbool.h>

struct kspawn_pt_regs {
	uint64_t tls; /* FS base */
	uint64_t r15, r14, r13, r12, bp, bx, r11, r10, r9, r8, ax, cx, dx, si, di;
	uint64_t nr; /* system call number */
	uint64_t ip, cs, flags, sp, ss;
};

#define KSPAWN_REGS_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_pt_regs, field) == (offset), #field)
KSPAWN_REGS_ASSERT(tls, KSPAWN_REGS_TLS);
KSPAWN_REGS_ASSERT(r15, KSPAWN_REGS_R15);
KSPAWN_REGS_ASSERT(r14, KSPAWN_REGS_R14);
KSPAWN_REGS_ASSERT(r13, KSPAWN_REGS_R13);
KSPAWN_REGS_ASSERT(r12, KSPAWN_REGS_R12);
KSPAWN_REGS_ASSERT(bp, KSPAWN_REGS_BP);
KSPAWN_REGS_ASSERT(bx, KSPAWN_REGS_BX);
KSPAWN_REGS_ASSERT(r11, KSPAWN_REGS_R11);
KSPAWN_REGS_ASSERT(r10, KSPAWN_REGS_R10);
KSPAWN_REGS_ASSERT(r9, KSPAWN_REGS_R9);
KSPAWN_REGS_ASSERT(r8, KSPAWN_REGS_R8);
KSPAWN_REGS_ASSERT(ax, KSPAWN_REGS_AX);
KSPAWN_REGS_ASSERT(cx, KSPAWN_REGS_CX);
KSPAWN_REGS_ASSERT(dx, KSPAWN_REGS_DX);
KSPAWN_REGS_ASSERT(si, KSPAWN_REGS_SI);
KSPAWN_REGS_ASSERT(di, KSPAWN_REGS_DI);
KSPAWN_REGS_ASSERT(nr, KSPAWN_REGS_NR);
KSPAWN_REGS_ASSERT(ip, KSPAWN_REGS_IP);
KSPAWN_REGS_ASSERT(cs, KSPAWN_REGS_CS);
KSPAWN_REGS_ASSERT(flags, KSPAWN_REGS_FLAGS);
KSPAWN_REGS_ASSERT(sp, KSPAWN_REGS_SP);
KSPAWN_REGS_ASSERT(ss, KSPAWN_REGS_SS);
KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->ip; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->sp; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tls; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)r->ax; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->ip = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->sp = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tls = tls; }
static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value) { r->ax = (uint64_t)value; }

/// Argument n of a system call, 0 to 5. (System V ABI, AMD64 supplement, A.2.1)
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n)
{
	const uint64_t arg[6] = { r->di, r->si, r->dx, r->r10, r->r8, r->r9 };
	return arg[n];
}

/* Linux's numbers (arch/x86/entry/syscalls/syscall_64.tbl); negative: the port has no such call. */
enum kspawn_nr {
	KSPAWN_NR_sched_yield = 24,
	KSPAWN_NR_getpid = 39,
	KSPAWN_NR_clone = 56,
	KSPAWN_NR_fork = 57,
	KSPAWN_NR_vfork = 58,
	KSPAWN_NR_execve = 59,
	KSPAWN_NR_exit = 60,
	KSPAWN_NR_wait4 = 61,
	KSPAWN_NR_getppid = 110,
	KSPAWN_NR_gettid = 186,
	KSPAWN_NR_set_tid_address = 218,
	KSPAWN_NR_exit_group = 231,
	KSPAWN_NR_waitid = 247,
	KSPAWN_NR_execveat = 322,
	KSPAWN_NR_clone3 = 435,
};
#endif
#endif
