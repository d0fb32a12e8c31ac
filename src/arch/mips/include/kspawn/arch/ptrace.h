/* mips ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* struct kspawn_pt_regs, in bytes */
#define KSPAWN_REGS_R(n) (KSPAWN_WORD * (n))
#define KSPAWN_REGS_V0 KSPAWN_REGS_R(2)
#define KSPAWN_REGS_A0 KSPAWN_REGS_R(4)
#define KSPAWN_REGS_A3 KSPAWN_REGS_R(7)
#define KSPAWN_REGS_T9 KSPAWN_REGS_R(25)
#define KSPAWN_REGS_SP KSPAWN_REGS_R(29)
#define KSPAWN_REGS_RA KSPAWN_REGS_R(31)
#define KSPAWN_REGS_HI (32 * KSPAWN_WORD)
#define KSPAWN_REGS_LO (33 * KSPAWN_WORD)
#define KSPAWN_REGS_PC (34 * KSPAWN_WORD)
#define KSPAWN_REGS_STATUS (35 * KSPAWN_WORD)
#define KSPAWN_REGS_TLS (36 * KSPAWN_WORD)
#define KSPAWN_REGS_NR (37 * KSPAWN_WORD)
#if KSPAWN_WORD == 8
#define KSPAWN_REGS_SIZE 304
#else
#define KSPAWN_REGS_SIZE 152
#endif

/* CP0 Status of user mode as ERET wants it: KSU user, EXL until then, IE, and in
 * n64 the 64-bit segments. A kernel that masks interrupts defines its own, with
 * its IM bits. (MIPS64 PRA, 9.22) */
#ifndef KSPAWN_USER_STATUS
#if KSPAWN_WORD == 8
#define KSPAWN_USER_STATUS 0xf3
#else
#define KSPAWN_USER_STATUS 0x13
#endif
#endif

#ifndef __ASSEMBLER__
#include <stdbool.h>

struct kspawn_pt_regs {
	uintptr_t r[32]; /* r[0] is nobody's, k0 and k1 (26, 27) are no user's */
	uintptr_t hi, lo;
	uintptr_t pc;
	uintptr_t status;
	uintptr_t tls; /* UserLocal, read by rdhwr $29 */
	uintptr_t nr;  /* system call number */
};

#define KSPAWN_REGS_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_pt_regs, field) == (offset), #field)
KSPAWN_REGS_ASSERT(r[0], KSPAWN_REGS_R(0));
KSPAWN_REGS_ASSERT(r[2], KSPAWN_REGS_V0);
KSPAWN_REGS_ASSERT(r[31], KSPAWN_REGS_RA);
KSPAWN_REGS_ASSERT(hi, KSPAWN_REGS_HI);
KSPAWN_REGS_ASSERT(lo, KSPAWN_REGS_LO);
KSPAWN_REGS_ASSERT(pc, KSPAWN_REGS_PC);
KSPAWN_REGS_ASSERT(status, KSPAWN_REGS_STATUS);
KSPAWN_REGS_ASSERT(tls, KSPAWN_REGS_TLS);
KSPAWN_REGS_ASSERT(nr, KSPAWN_REGS_NR);
KSPAWN_ASSERT(sizeof(struct kspawn_pt_regs) == KSPAWN_REGS_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_REGS_SIZE % KSPAWN_STACK_ALIGN == 0, "the stack below a register file is aligned");

static inline uintptr_t kspawn_pt_regs_ip(const struct kspawn_pt_regs *r) { return r->pc; }
static inline uintptr_t kspawn_pt_regs_sp(const struct kspawn_pt_regs *r) { return r->r[29]; }
static inline uintptr_t kspawn_pt_regs_tls(const struct kspawn_pt_regs *r) { return r->tls; }
static inline long kspawn_pt_regs_nr(const struct kspawn_pt_regs *r) { return (long)r->nr; }
static inline void kspawn_pt_regs_set_ip(struct kspawn_pt_regs *r, uintptr_t ip) { r->pc = ip; }
static inline void kspawn_pt_regs_set_sp(struct kspawn_pt_regs *r, uintptr_t sp) { r->r[29] = sp; }
static inline void kspawn_pt_regs_set_tls(struct kspawn_pt_regs *r, uintptr_t tls) { r->tls = tls; }

/// The result in v0; a3 tells whether it is an errno, which then is positive.
static inline long kspawn_pt_regs_ret(const struct kspawn_pt_regs *r) { return (long)(r->r[7] ? 0 - r->r[2] : r->r[2]); }

static inline void kspawn_pt_regs_set_ret(struct kspawn_pt_regs *r, long value)
{
	const bool error = value < 0 && value >= -1133; /* Linux's EMAXERRNO */
	r->r[2] = error ? 0 - (uintptr_t)value : (uintptr_t)value;
	r->r[7] = error;
}

/// Argument n of a system call, 0 to 5: a0 to a3, $8, $9. In o32 Linux finds the
/// last two at 16(sp) and 20(sp); a kernel with that ABI has its entry put them
/// into r[8] and r[9], which no call keeps.
static inline uintptr_t kspawn_pt_regs_arg(const struct kspawn_pt_regs *r, unsigned n) { return r->r[4 + n]; }

/* Linux's numbers (arch/mips/kernel/syscalls/syscall_o32.tbl, syscall_n64.tbl);
 * negative: the port has no such call. */
#if KSPAWN_WORD == 4
enum kspawn_nr {
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_exit = 4001,
	KSPAWN_NR_fork = 4002,
	KSPAWN_NR_execve = 4011,
	KSPAWN_NR_getpid = 4020,
	KSPAWN_NR_getppid = 4064,
	KSPAWN_NR_wait4 = 4114,
	KSPAWN_NR_clone = 4120,
	KSPAWN_NR_sched_yield = 4162,
	KSPAWN_NR_gettid = 4222,
	KSPAWN_NR_exit_group = 4246,
	KSPAWN_NR_set_tid_address = 4252,
	KSPAWN_NR_waitid = 4278,
	KSPAWN_NR_execveat = 4356,
	KSPAWN_NR_clone3 = 4435,
};
#else
enum kspawn_nr {
	KSPAWN_NR_vfork = -2,
	KSPAWN_NR_sched_yield = 5023,
	KSPAWN_NR_getpid = 5038,
	KSPAWN_NR_clone = 5055,
	KSPAWN_NR_fork = 5056,
	KSPAWN_NR_execve = 5057,
	KSPAWN_NR_exit = 5058,
	KSPAWN_NR_wait4 = 5059,
	KSPAWN_NR_getppid = 5108,
	KSPAWN_NR_gettid = 5178,
	KSPAWN_NR_exit_group = 5205,
	KSPAWN_NR_set_tid_address = 5212,
	KSPAWN_NR_waitid = 5237,
	KSPAWN_NR_execveat = 5316,
	KSPAWN_NR_clone3 = 5435,
};
#endif
#endif
#endif
