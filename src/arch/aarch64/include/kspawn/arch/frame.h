/* aarch64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/assert.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* AAPCS64, 6.4.5: at every access */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 183          /* EM_AARCH64 */
#define KSPAWN_ELF_CLASS 2              /* 64-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_END 0x1000000000000 /* TTBR0 translates 48 bits at most (Arm ARM, D8.2) */
#define KSPAWN_USER_STATE_SIZE 528      /* v0 to v31, FPSR, FPCR, padding */
#define KSPAWN_USER_STATE_ALIGN 16

/* What switch_to keeps: the callee-saved integers of the ABI (AAPCS64, 6.1.1),
 * in the order in which they lie in the frame, stored by pairs. */
#define KSPAWN_SWITCH_REGS x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30
/* What switch_to_fp keeps besides them (ibid., 6.1.2) and FPCR. */
#define KSPAWN_SWITCH_FP_REGS d8, d9, d10, d11, d12, d13, d14, d15

/* From `sp` up. */
#define KSPAWN_SWITCH_RESUME 0
#define KSPAWN_SWITCH_FPCR 8
#define KSPAWN_SWITCH_X19 16
#define KSPAWN_SWITCH_X29 96
#define KSPAWN_SWITCH_X30 104
#define KSPAWN_SWITCH_SIZE 112
#define KSPAWN_SWITCH_D8 112
#define KSPAWN_SWITCH_FP_SIZE 176

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_X29
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_X30
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_FRAME_POINTER
#define KSPAWN_SWITCH_FP_RETURN KSPAWN_SWITCH_RETURN

/* struct of KSPAWN_USER_STATE_SIZE bytes */
#define KSPAWN_USER_FPSR 512
#define KSPAWN_USER_FPCR 516

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kspawn_switch_frame {
	uint64_t resume;
	uint64_t fpcr; /* switch_to_fp alone */
	uint64_t x19_x28[10];
	uint64_t x29, x30;
};

struct kspawn_switch_fp_frame {
	struct kspawn_switch_frame integers;
	uint64_t d8_d15[8];
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, resume) == KSPAWN_SWITCH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, fpcr) == KSPAWN_SWITCH_FPCR, "fpcr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, x19_x28) == KSPAWN_SWITCH_X19, "x19");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, x29) == KSPAWN_SWITCH_X29, "x29");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, x30) == KSPAWN_SWITCH_X30, "x30");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "size");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, d8_d15) == KSPAWN_SWITCH_D8, "d8");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "size with d8 to d15");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(KSPAWN_SWITCH_FP_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");

/* A file's class and flags do not count here, as in Linux. */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)elf_class, (void)flags, (void)entry;
	return true;
}
#endif
#endif
