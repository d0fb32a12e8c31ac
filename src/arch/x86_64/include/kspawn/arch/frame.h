/* x86_64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/assert.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* System V ABI, AMD64 supplement, 3.2.2 */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 62           /* EM_X86_64 */
#define KSPAWN_ELF_CLASS 2              /* 64-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 3, 4 /* clone(flags, stack, parent_tid, child_tid, tls) */
#define KSPAWN_USER_END 0x7ffffffff000  /* Linux's TASK_SIZE_MAX: a page is left below the addresses that are not canonical */
#define KSPAWN_USER_STATE_SIZE 512      /* FXSAVE area */
#define KSPAWN_USER_STATE_ALIGN 16

/* What switch_to keeps: the callee-saved integers of the ABI (ibid., 3.2.1), in
 * the order in which they are pushed. */
#define KSPAWN_SWITCH_REGS rbp, rbx, r12, r13, r14, r15

/* From `sp` up. */
#define KSPAWN_SWITCH_RESUME 0
#define KSPAWN_SWITCH_R15 8
#define KSPAWN_SWITCH_R14 16
#define KSPAWN_SWITCH_R13 24
#define KSPAWN_SWITCH_R12 32
#define KSPAWN_SWITCH_RBX 40
#define KSPAWN_SWITCH_RBP 48
#define KSPAWN_SWITCH_RETURN 56
#define KSPAWN_SWITCH_SIZE 64

/* switch_to_fp: control words below the callee-saved integers. */
#define KSPAWN_SWITCH_FP_RESUME 0
#define KSPAWN_SWITCH_FP_MXCSR 8
#define KSPAWN_SWITCH_FP_FCW 12
#define KSPAWN_SWITCH_FP_REGS 16
#define KSPAWN_SWITCH_FP_SIZE 72

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_RBP
#define KSPAWN_SWITCH_FP_FRAME_POINTER 56
#define KSPAWN_SWITCH_FP_RETURN 64

#ifndef __ASSEMBLER__
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kspawn_switch_frame {
	uint64_t resume;
	uint64_t r15, r14, r13, r12, rbx, rbp;
	uint64_t return_address;
};

struct kspawn_switch_fp_frame {
	uint64_t resume;
	uint32_t mxcsr;
	uint32_t fcw;
	uint64_t r15, r14, r13, r12, rbx, rbp;
	uint64_t return_address;
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, resume) == KSPAWN_SWITCH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r15) == KSPAWN_SWITCH_R15, "r15");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r14) == KSPAWN_SWITCH_R14, "r14");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r13) == KSPAWN_SWITCH_R13, "r13");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, r12) == KSPAWN_SWITCH_R12, "r12");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, rbx) == KSPAWN_SWITCH_RBX, "rbx");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, rbp) == KSPAWN_SWITCH_RBP, "rbp");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_frame, return_address) == KSPAWN_SWITCH_RETURN, "return address");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, mxcsr) == KSPAWN_SWITCH_FP_MXCSR, "mxcsr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fcw) == KSPAWN_SWITCH_FP_FCW, "fcw");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, r15) == KSPAWN_SWITCH_FP_REGS, "r15");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, rbp) == KSPAWN_SWITCH_FP_FRAME_POINTER, "rbp");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, return_address) == KSPAWN_SWITCH_FP_RETURN, "return address");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "size with control words");

/* A file's class and flags do not count here, as in Linux. */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)elf_class, (void)flags, (void)entry;
	return true;
}
#endif
#endif
