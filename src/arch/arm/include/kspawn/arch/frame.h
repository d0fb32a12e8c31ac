/* arm frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/assert.h>

#define KSPAWN_WORD 4                   /* bytes */
#define KSPAWN_STACK_ALIGN 8            /* AAPCS32, 6.2.1.2: at a public interface */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 40           /* EM_ARM */
#define KSPAWN_ELF_CLASS 1              /* 32-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_END 0xbf000000u     /* Linux's TASK_SIZE where the kernel has the last GiB */

/* d0 to d31 and FPSCR. Whatever the kernel is compiled for, the user's registers
 * are those of the machine: one with VFPv3-D16 defines 16. */
#ifndef KSPAWN_USER_VFP_COUNT
#define KSPAWN_USER_VFP_COUNT 32
#endif
#define KSPAWN_USER_FPSCR (8 * KSPAWN_USER_VFP_COUNT)
#define KSPAWN_USER_STATE_SIZE (KSPAWN_USER_FPSCR + 8)
#define KSPAWN_USER_STATE_ALIGN 8

/* What switch_to keeps: the callee-saved integers of the ABI (AAPCS32, 6.1.1),
 * in the order in which the machine stores a list. */
#define KSPAWN_SWITCH_REGS r4, r5, r6, r7, r8, r9, r10, r11, lr
/* What switch_to_fp keeps besides them (ibid., 6.1.2.1) and FPSCR. */
#define KSPAWN_SWITCH_FP_REGS d8, d9, d10, d11, d12, d13, d14, d15

/* From `sp` up. */
#define KSPAWN_SWITCH_RESUME 0
#define KSPAWN_SWITCH_R4 4
#define KSPAWN_SWITCH_LR 36
#define KSPAWN_SWITCH_SIZE 40
/* switch_to_fp: above the callee-saved integers. */
#define KSPAWN_SWITCH_FPSCR 40
#define KSPAWN_SWITCH_D8 48
#define KSPAWN_SWITCH_FP_SIZE 112

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#ifdef __thumb__
#define KSPAWN_SWITCH_FRAME_POINTER 16 /* r7 */
#else
#define KSPAWN_SWITCH_FRAME_POINTER 32 /* r11 */
#endif
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_LR
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_FRAME_POINTER
#define KSPAWN_SWITCH_FP_RETURN KSPAWN_SWITCH_RETURN

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kspawn_switch_frame {
	uint32_t resume;
	uint32_t r4_r11[8];
	uint32_t lr;
};

struct kspawn_switch_fp_frame {
	struct kspawn_switch_frame integers;
	uint32_t fpscr;
	uint32_t padding;
	uint64_t d8_d15[8];
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, resume) == KSPAWN_SWITCH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r4_r11) == KSPAWN_SWITCH_R4, "r4");
#ifdef __thumb__
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r4_r11[3]) == KSPAWN_SWITCH_FRAME_POINTER, "r7");
#else
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r4_r11[7]) == KSPAWN_SWITCH_FRAME_POINTER, "r11");
#endif
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, lr) == KSPAWN_SWITCH_LR, "lr");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "size");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fpscr) == KSPAWN_SWITCH_FPSCR, "fpscr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, d8_d15) == KSPAWN_SWITCH_D8, "d8");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "size with d8 to d15");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(KSPAWN_SWITCH_FP_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");

/* An entry in Arm code is aligned. Before the EABI had a version, flags told of
 * code for 26-bit processors. (ELF for the Arm Architecture, 5.2; binutils, include/elf/arm.h) */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	const uint32_t eabi_version = flags >> 24, apcs_26 = flags & 0x08;

	(void)elf_class;
	return (entry & 3) != 2 && (eabi_version != 0 || !apcs_26);
}
#endif
#endif
