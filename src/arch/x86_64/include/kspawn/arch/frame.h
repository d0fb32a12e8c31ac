/* x86_64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

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

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x00000fb8, 0x00050f00 /* mov $15, %eax; syscall */

/* switch_to_fp: control words below the callee-saved integers. */
#define KSPAWN_SWITCH_FP_RESUME 0
#define KSPAWN_SWITCH_FP_MXCSR 8
#define KSPAWN_SWITCH_FP_FCW 12
#define KSPAWN_SWITCH_FP_REGS 16

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_RBP
#define KSPAWN_SWITCH_FP_FRAME_POINTER 56
#define KSPAWN_SWITCH_FP_RETURN 64

#ifndef __ASSEMBLER__
struct kspawn_switch_fp_frame {
	uint64_t resume;
	uint32_t mxcsr;
	uint32_t fcw;
	uint64_t r15, r14, r13, r12, rbx, rbp;
	uint64_t return_address;
};

KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, mxcsr) == KSPAWN_SWITCH_FP_MXCSR, "mxcsr");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, fcw) == KSPAWN_SWITCH_FP_FCW, "fcw");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, r15) == KSPAWN_SWITCH_FP_REGS, "r15");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, rbp) == KSPAWN_SWITCH_FP_FRAME_POINTER, "rbp");
KSPAWN_ASSERT(offsetof(struct kspawn_switch_fp_frame, return_address) == KSPAWN_SWITCH_FP_RETURN, "return address");
#endif

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
/* A file's class and flags do not count here, as in Linux. */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)elf_class, (void)flags, (void)entry;
	return true;
}
#endif
#endif
