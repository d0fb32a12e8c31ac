/* mips entry.h: what a processor's entry keeps, in the kernel's block at EBase */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/arch/ptrace.h>

#define KSPAWN_ENTRY_ALIGN_SHIFT 12     /* of what EBase can say (MIPS32 PRA, 9.39) */
#define KSPAWN_ENTRY_VECTORS_SIZE 0x200 /* refill, refill of 64 bits, cache error, all others */

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_REGS_END KSPAWN_ENTRY_VECTORS_SIZE
#define KSPAWN_ENTRY_STACK (KSPAWN_ENTRY_VECTORS_SIZE + 1 * KSPAWN_WORD)
#define KSPAWN_ENTRY_STACK_LOW (KSPAWN_ENTRY_VECTORS_SIZE + 2 * KSPAWN_WORD)
#define KSPAWN_ENTRY_EMERGENCY (KSPAWN_ENTRY_VECTORS_SIZE + 3 * KSPAWN_WORD)
#define KSPAWN_ENTRY_GP (KSPAWN_ENTRY_VECTORS_SIZE + 4 * KSPAWN_WORD)
#define KSPAWN_ENTRY_USER_LOCAL (KSPAWN_ENTRY_VECTORS_SIZE + 5 * KSPAWN_WORD)
#define KSPAWN_ENTRY_ALL (KSPAWN_ENTRY_VECTORS_SIZE + 6 * KSPAWN_WORD)
#define KSPAWN_ENTRY_REFILL (KSPAWN_ENTRY_VECTORS_SIZE + 7 * KSPAWN_WORD)
#define KSPAWN_ENTRY_ERROR (KSPAWN_ENTRY_VECTORS_SIZE + 8 * KSPAWN_WORD)
#define KSPAWN_ENTRY_ROOT (KSPAWN_ENTRY_VECTORS_SIZE + 9 * KSPAWN_WORD)

#ifndef __ASSEMBLER__
/// The block lies in kseg0. The cause of a trap is the CP0 register of that name,
/// the detail is BadVAddr. Status of user mode is the kernel's with KSU, EXL and
/// IE set: no bit of it comes from the registers of a program.
struct kspawn_entry_cpu {
	uint32_t vectors[KSPAWN_ENTRY_VECTORS_SIZE / 4] __attribute__((aligned(1 << KSPAWN_ENTRY_ALIGN_SHIFT)));
	uintptr_t regs_end;   /* the end of the registers of the current task */
	uintptr_t stack;      /* where the kernel runs after an entry from user mode */
	uintptr_t stack_low;  /* the lowest byte of the running kernel stack */
	uintptr_t emergency;  /* the end of a stack for the report of an overflow: yours */
	uintptr_t gp;         /* the kernel's, kept from kspawn_entry_start */
	uintptr_t user_local; /* whether the processor has UserLocal; else rdhwr $29 is a reserved instruction */
	uintptr_t all;        /* where vectors lead */
	uintptr_t refill, error;
	uintptr_t root; /* for kspawn_entry_refill: yours */
};

static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return regs->status & 1 << 4; } /* UM */

#ifdef __cplusplus
extern "C" {
#endif

/// Supplied by the kernel, in assembly: the TLB has no entry for BadVAddr. k0 is
/// the block, k1 free, all others are not. Writes one and returns by ERET, with
/// zero in both; or jumps with k0 to what the block has in `all`, for a trap. The
/// running kernel stack must never come here from the entry: it is not in the TLB's
/// care, or is wired.
void kspawn_entry_refill(void);

/// Past the instruction that has trapped: to what follows it, or, if Cause says
/// that it is in a delay slot, to where the branch at regs->pc leads, whose text
/// is `branch`. False, and nothing has changed: that is no branch. A system call
/// in a delay slot comes as a trap: kspawn_entry_syscall may be called after this.
bool kspawn_entry_skip(struct kspawn_pt_regs *regs, uintptr_t cause, uint32_t branch, uint32_t fcsr)
	__attribute__((warn_unused_result));

#ifdef __cplusplus
}
#endif

#define KSPAWN_ENTRY_ASSERT(field, offset) KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, field) == (offset), #field)
KSPAWN_ENTRY_ASSERT(vectors, 0);
KSPAWN_ENTRY_ASSERT(regs_end, KSPAWN_ENTRY_REGS_END);
KSPAWN_ENTRY_ASSERT(stack, KSPAWN_ENTRY_STACK);
KSPAWN_ENTRY_ASSERT(stack_low, KSPAWN_ENTRY_STACK_LOW);
KSPAWN_ENTRY_ASSERT(emergency, KSPAWN_ENTRY_EMERGENCY);
KSPAWN_ENTRY_ASSERT(gp, KSPAWN_ENTRY_GP);
KSPAWN_ENTRY_ASSERT(user_local, KSPAWN_ENTRY_USER_LOCAL);
KSPAWN_ENTRY_ASSERT(all, KSPAWN_ENTRY_ALL);
KSPAWN_ENTRY_ASSERT(refill, KSPAWN_ENTRY_REFILL);
KSPAWN_ENTRY_ASSERT(error, KSPAWN_ENTRY_ERROR);
KSPAWN_ENTRY_ASSERT(root, KSPAWN_ENTRY_ROOT);
#endif
#endif
