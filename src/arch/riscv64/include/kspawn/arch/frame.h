/* riscv64 frame.h: constants of the port and the frame of a sleeping thread */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

#define KSPAWN_WORD (__riscv_xlen / 8) /* bytes */
#define KSPAWN_STACK_ALIGN 16          /* RISC-V psABI, Integer Calling Convention */
#define KSPAWN_STACK_MIN 512           /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 243         /* EM_RISCV */
#define KSPAWN_ELF_CLASS (__riscv_xlen / 32)
#define KSPAWN_ELF_DATA 1               /* little-endian */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_SIZE 264      /* f0 to f31, fcsr, padding */
#define KSPAWN_USER_STATE_ALIGN 8

/* Code that returns from a signal handler, for kspawn_sigreturn_page. */
#define KSPAWN_SIGRETURN_CODE 0x08b00893, 0x00000073 /* li a7, 139; ecall */

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S0
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

/* struct of KSPAWN_USER_STATE_SIZE bytes */
#define KSPAWN_USER_FCSR 256

/* For the assembler, in files that touch floating point: a kernel compiles for a
 * machine without it, so that it stays the user's. */
#if __riscv_xlen == 64
#define KSPAWN_ARCH_FP "rv64imafd"
#else
#define KSPAWN_ARCH_FP "rv32imafd"
#endif

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
/* Linux runs whatever the flags say of floating point and of RVE. */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)flags, (void)entry;
	return elf_class == KSPAWN_ELF_CLASS;
}
#endif
#endif
