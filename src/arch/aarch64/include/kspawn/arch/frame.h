/* aarch64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

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

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
#define KSPAWN_MINSIGSTKSZ 5120
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0xd2801168, 0xd4000001 /* mov x8, #139; svc #0 */

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_X29
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_X30

/* struct of KSPAWN_USER_STATE_SIZE bytes */
#define KSPAWN_USER_FPSR 512
#define KSPAWN_USER_FPCR 516

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
