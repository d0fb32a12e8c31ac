/* mips frame.h: constants of the port and the frame of a sleeping thread, o32 and n64 */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/assert.h>

#if _MIPS_SIM == _ABIO32
#define KSPAWN_WORD 4              /* bytes */
#define KSPAWN_STACK_ALIGN 8       /* System V ABI, MIPS supplement, 3-15 */
#define KSPAWN_CALL_AREA 16        /* the arguments (ibid.) */
#define KSPAWN_ELF_CLASS 1         /* 32-bit */
#define KSPAWN_USER_STATE_SIZE 136 /* the even registers as doubles, FCSR, padding */
#define KSPAWN_USER_FP_REGS 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
#define KSPAWN_SWITCH_REGS s0, s1, s2, s3, s4, s5, s6, s7, fp, ra
#define KSPAWN_SWITCH_FP_REGS 20, 22, 24, 26, 28, 30 /* f20 to f31 as doubles */
#define KSPAWN_SWITCH_FP_COUNT 6
#elif _MIPS_SIM == _ABI64
#define KSPAWN_WORD 8
#define KSPAWN_STACK_ALIGN 16
#define KSPAWN_CALL_AREA 0
#define KSPAWN_ELF_CLASS 2         /* 64-bit */
#define KSPAWN_USER_STATE_SIZE 264 /* f0 to f31, FCSR, padding */
#define KSPAWN_USER_FP_REGS \
	0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
#define KSPAWN_SWITCH_REGS s0, s1, s2, s3, s4, s5, s6, s7, fp, ra, gp
#define KSPAWN_SWITCH_FP_REGS 24, 25, 26, 27, 28, 29, 30, 31
#define KSPAWN_SWITCH_FP_COUNT 8
#else
#error "mips: o32 and n64 are the ABIs of this port"
#endif
#define KSPAWN_STACK_MIN 512 /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 8 /* EM_MIPS */
#define KSPAWN_ELF_DATA (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1 : 2)
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_ALIGN 8
#define KSPAWN_USER_FCSR (KSPAWN_USER_STATE_SIZE - 8)

/* Linux counts these otherwise here than elsewhere. (arch/mips/include/uapi/asm/errno.h, signal.h) */
#define KSPAWN_ENAMETOOLONG 78
#define KSPAWN_ENOSYS 89
#define KSPAWN_ELOOP 90
#define KSPAWN_ELIBBAD 84
#define KSPAWN_SIGCHLD 18
#define KSPAWN_SIGNAL_MAX 128
#define KSPAWN_SIGINFO_CODE 1 /* si_code and si_errno are exchanged */

/* What switch_to keeps, KSPAWN_SWITCH_REGS, are the callee-saved integers of the
 * ABI, in the order in which they lie in the frame. gp is one of them in n64 alone:
 * in o32 position independent code loads its own again after each call, and other
 * code has one for all. The resume address is jumped to by t9, as a function is. */

/* From `sp` up. */
#define KSPAWN_SWITCH_RESUME 0
#define KSPAWN_SWITCH_S0 (1 * KSPAWN_WORD)
#define KSPAWN_SWITCH_S8 (9 * KSPAWN_WORD)
#define KSPAWN_SWITCH_RA (10 * KSPAWN_WORD)
#define KSPAWN_SWITCH_GP (11 * KSPAWN_WORD)
#define KSPAWN_SWITCH_SIZE (12 * KSPAWN_WORD)
/* switch_to_fp: above the callee-saved integers. */
#define KSPAWN_SWITCH_FCSR KSPAWN_SWITCH_SIZE
#define KSPAWN_SWITCH_FP (KSPAWN_SWITCH_SIZE + KSPAWN_STACK_ALIGN)
#define KSPAWN_SWITCH_FP_SIZE (KSPAWN_SWITCH_FP + 8 * KSPAWN_SWITCH_FP_COUNT)

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S8
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_FRAME_POINTER
#define KSPAWN_SWITCH_FP_RETURN KSPAWN_SWITCH_RETURN

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kspawn_switch_frame {
	uintptr_t resume;
	uintptr_t s0_s7[8];
	uintptr_t s8, ra;
	uintptr_t gp; /* o32: padding */
};

struct kspawn_switch_fp_frame {
	struct kspawn_switch_frame integers;
	uint32_t fcsr;
	uint32_t padding[KSPAWN_STACK_ALIGN / 4 - 1];
	uint64_t fp[KSPAWN_SWITCH_FP_COUNT];
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, resume) == KSPAWN_SWITCH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, s0_s7) == KSPAWN_SWITCH_S0, "s0");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, s8) == KSPAWN_SWITCH_S8, "s8, the frame pointer");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, ra) == KSPAWN_SWITCH_RA, "ra");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, gp) == KSPAWN_SWITCH_GP, "gp");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "size");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fcsr) == KSPAWN_SWITCH_FCSR, "fcsr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fp) == KSPAWN_SWITCH_FP, "floating point");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "size with floating point");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(KSPAWN_SWITCH_FP_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(KSPAWN_SWITCH_FP % 8 == 0, "a double is aligned");

/* One class may be another ABI: n32 has a flag of its own (0x20), o64 and the
 * EABIs have numbers above o32's 1 (0xf000; 0 is o32 too). 0x200 are 64-bit
 * floating point registers in o32, which this port does not have. In n64 the class
 * says it all. (binutils, include/elf/mips.h) */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	const uint32_t of_others = KSPAWN_ELF_CLASS == 1 ? 0xe000 | 0x200 | 0x20 : 0;

	(void)entry;
	return elf_class == KSPAWN_ELF_CLASS && !(flags & of_others);
}
#endif
#endif
