/* mips frame.h: constants of the port and the frame of a sleeping thread, o32 and n64 */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>
#include <kspawn/arch/signal.h>

#if _MIPS_SIM == _ABIO32
#define KSPAWN_WORD 4              /* bytes */
#define KSPAWN_STACK_ALIGN 8       /* System V ABI, MIPS supplement, 3-15 */
#define KSPAWN_CALL_AREA 16        /* the arguments (ibid.) */
#define KSPAWN_ELF_CLASS 1         /* 32-bit */
#define KSPAWN_USER_STATE_SIZE 136 /* the even registers as doubles, FCSR, padding */
#elif _MIPS_SIM == _ABI64
#define KSPAWN_WORD 8
#define KSPAWN_STACK_ALIGN 16
#define KSPAWN_CALL_AREA 0
#define KSPAWN_ELF_CLASS 2         /* 64-bit */
#define KSPAWN_USER_STATE_SIZE 264 /* f0 to f31, FCSR, padding */
#else
#error "mips: o32 and n64 are the ABIs of this port"
#endif
#define KSPAWN_STACK_MIN 512 /* bytes: a new thread that only switches to another */
#define KSPAWN_ELF_MACHINE 8 /* EM_MIPS */
#define KSPAWN_ELF_DATA (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1 : 2)
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* clone(flags, stack, parent_tid, tls, child_tid) */
#define KSPAWN_USER_STATE_ALIGN 8
#define KSPAWN_USER_FCSR (KSPAWN_USER_STATE_SIZE - 8)

/* Linux counts these otherwise here than elsewhere. (arch/mips/include/uapi/asm/errno.h) */
#define KSPAWN_ENAMETOOLONG 78
#define KSPAWN_ENOSYS 89
#define KSPAWN_ELOOP 90
#define KSPAWN_ELIBBAD 84
#define KSPAWN_ETIMEDOUT 145

/* Code that returns from a signal handler, for kspawn_sigreturn_page: li $v0, the number; syscall */
#if KSPAWN_WORD == 4
#define KSPAWN_SIGRETURN_CODE 0x24021061, 0x0000000c
#else
#define KSPAWN_SIGRETURN_CODE 0x2402145b, 0x0000000c
#endif

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_SWITCH_S8
#define KSPAWN_SWITCH_RETURN KSPAWN_SWITCH_RA

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
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
