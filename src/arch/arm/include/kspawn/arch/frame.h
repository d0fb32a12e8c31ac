/* arm frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

#define KSPAWN_WORD 4                   /* bytes */
#define KSPAWN_STACK_ALIGN 8            /* AAPCS32, 6.2.1.2: at a public interface */
#define KSPAWN_STACK_MIN 512            /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 40           /* EM_ARM */
#define KSPAWN_ELF_CLASS 1              /* 32-bit */
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_END 0xbf000000u     /* Linux's TASK_SIZE where the kernel has the last GiB */

/* d0 to d31 and FPSCR. Whatever the kernel is compiled for, the user's registers
 * depend on the machine: one with VFPv3-D16 defines 16. */
#ifndef KSPAWN_USER_VFP_COUNT
#define KSPAWN_USER_VFP_COUNT 32
#endif
#define KSPAWN_USER_FPSCR (8 * KSPAWN_USER_VFP_COUNT)
#define KSPAWN_USER_STATE_SIZE (KSPAWN_USER_FPSCR + 8)
#define KSPAWN_USER_STATE_ALIGN 8

/* Linux's struct sigaction has a restorer. (uapi asm/signal.h) */
#define KSPAWN_SA_RESTORER 0x04000000u
/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0xe3a070ad, 0xef000000 /* mov r7, #173; svc #0, in Arm state */

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#ifdef __thumb__
#define KSPAWN_SWITCH_FRAME_POINTER (KSPAWN_SWITCH_R4 + 3 * KSPAWN_WORD) /* r7 */
#else
#define KSPAWN_SWITCH_FRAME_POINTER (KSPAWN_SWITCH_R4 + 7 * KSPAWN_WORD) /* r11 */
#endif
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_LR

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
/* An entry in Arm code is aligned. Before the EABI had a version, flags named
 * code for 26-bit processors. (ELF for the Arm Architecture, 5.2; binutils, include/elf/arm.h) */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	const uint32_t eabi_version = flags >> 24, apcs_26 = flags & 0x08;

	(void)elf_class;
	return (entry & 3) != 2 && (eabi_version != 0 || !apcs_26);
}
#endif
#endif
