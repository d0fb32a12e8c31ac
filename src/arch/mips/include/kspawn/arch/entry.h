/* mips entry.h: what a processor's entry keeps, in the kernel's block at EBase */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#define KSPAWN_ENTRY_ALIGN_SHIFT 12     /* of what EBase can say (MIPS32 PRA, 9.39) */
#define KSPAWN_ENTRY_VECTORS_SIZE 0x200 /* refill, refill of 64 bits, cache error, all others */

/* The block is in kseg0: vectors; `gp` is the kernel's, kept from kspawn_entry_start; `user_local` is false if rdhwr $29
 * is a reserved instruction; `all`, `refill` and `error` are where vectors lead; `root` is yours, for
 * kspawn_entry_refill. The cause of a trap is the CP0 register of that name, the detail is BadVAddr. Status of user mode is
 * the kernel's with KSU, EXL and IE set: no bit of it comes from the registers of a program. */
/* clang-format off */
#define KSPAWN_ENTRY_CPU(WORD, WORDS)                                                                                  \
	WORDS(vectors, VECTORS, KSPAWN_ENTRY_VECTORS_SIZE / KSPAWN_WORD)                                               \
	WORD(regs_end, REGS_END) WORD(stack, STACK) WORD(stack_low, STACK_LOW) WORD(emergency, EMERGENCY) WORD(gp, GP) \
	WORD(user_local, USER_LOCAL) WORD(all, ALL) WORD(refill, REFILL) WORD(error, ERROR) WORD(root, ROOT)
#define KSPAWN_ENTRY_ALIGNED __attribute__((aligned(1 << KSPAWN_ENTRY_ALIGN_SHIFT)))
/* clang-format on */
#include <kspawn/entry_cpu.h>

#ifndef __ASSEMBLER__
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
/// is `branch`. Returns false, with nothing changed, if that is not a branch. A system call
/// in a delay slot comes as a trap: kspawn_entry_syscall may be called after this.
bool kspawn_entry_skip(struct kspawn_pt_regs *regs, uintptr_t cause, uint32_t branch, uint32_t fcsr)
	__attribute__((warn_unused_result));

#ifdef __cplusplus
}
#endif
#endif
#endif
