/* riscv64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/assert.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* RISC-V psABI, Integer Calling Convention */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 243          /* EM_RISCV */
#define KSPAWN_ELF_CLASS 2              /* 64-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_SIZE 264      /* f0 to f31, fcsr, padding */
#define KSPAWN_USER_STATE_ALIGN 8

/* What switch_to keeps: the callee-saved integers of the ABI (RISC-V psABI,
 * Register Convention), in the order in which they lie in the frame. */
#define KSPAWN_SWITCH_REGS ra, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
/* What switch_to_fp keeps besides them (ibid.) and fcsr. */
#define KSPAWN_SWITCH_FP_REGS fs0, fs1, fs2, fs3, fs4, fs5, fs6, fs7, fs8, fs9, fs10, fs11

/* From `sp` up. */
#define KSPAWN_SWITCH_RESUME 0
#define KSPAWN_SWITCH_RA 8
#define KSPAWN_SWITCH_S0 16
#define KSPAWN_SWITCH_SIZE 112
#define KSPAWN_SWITCH_FS0 112
#define KSPAWN_SWITCH_FCSR 208
#define KSPAWN_SWITCH_FP_SIZE 224

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S0
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_FRAME_POINTER
#define KSPAWN_SWITCH_FP_RETURN KSPAWN_SWITCH_RETURN

/* struct of KSPAWN_USER_STATE_SIZE bytes */
#define KSPAWN_USER_FCSR 256

/* For the assembler, in files that touch floating point: a kernel compiles for a
 * machine without it, so that it stays the user's. */
#define KSPAWN_ARCH_FP "rv64imafd"

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kspawn_switch_frame {
	uint64_t resume;
	uint64_t ra;
	uint64_t s0_s11[12];
};

struct kspawn_switch_fp_frame {
	struct kspawn_switch_frame integers;
	uint64_t fs0_fs11[12];
	uint64_t fcsr;
	uint64_t padding;
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, resume) == KSPAWN_SWITCH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, ra) == KSPAWN_SWITCH_RA, "ra");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, s0_s11) == KSPAWN_SWITCH_S0, "s0");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "size");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fs0_fs11) == KSPAWN_SWITCH_FS0, "fs0");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fcsr) == KSPAWN_SWITCH_FCSR, "fcsr");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "size with fs0 to fs11");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(KSPAWN_SWITCH_FP_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");

/* Linux runs whatever the flags say of floating point and of RVE. */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)flags, (void)entry;
	return elf_class == KSPAWN_ELF_CLASS;
}
#endif
#endif
