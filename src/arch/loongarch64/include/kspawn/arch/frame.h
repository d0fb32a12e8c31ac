/* loongarch64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

#define KSPAWN_WORD 8                   /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* LoongArch psABI, Procedure Calling Convention */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 258          /* EM_LOONGARCH */
#define KSPAWN_ELF_CLASS 2              /* 64-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 3, 4 /* clone(flags, stack, parent_tid, child_tid, tls) */
#define KSPAWN_MINSIGSTKSZ 4096         /* Linux, uapi asm/signal.h */

/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x03822c0b, 0x002b0000 /* li.w $a7, 139; syscall 0 */

/* f0 to f31, the condition flags, FCSR, padding */
#define KSPAWN_USER_FCC 256
#define KSPAWN_USER_FCSR 264
#define KSPAWN_USER_STATE_SIZE 272
#define KSPAWN_USER_STATE_ALIGN 8

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_FP
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)flags, (void)entry;
	return elf_class == KSPAWN_ELF_CLASS;
}
#endif
#endif
