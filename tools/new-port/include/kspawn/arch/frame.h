/* @PORT@ frame.h: constants of the port and the frame of a sleeping thread */
/* missing: these lines only compile; the truth is in the ABI document of the machine */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/arch/registers.h>

#define KSPAWN_WORD __SIZEOF_POINTER__ /* bytes */
#define KSPAWN_STACK_ALIGN 16          /* bytes, at a call */
#define KSPAWN_STACK_MIN 512           /* bytes: a new thread that only switches away */
#define KSPAWN_ELF_MACHINE 1           /* e_machine */
#define KSPAWN_ELF_CLASS (KSPAWN_WORD == 8 ? 2 : 1)
#define KSPAWN_ELF_DATA (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1 : 2)
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* where flags, stack, parent_tid, child_tid and tls are */
#define KSPAWN_USER_STATE_SIZE 16       /* bytes, of floating point and vectors */
#define KSPAWN_USER_STATE_ALIGN 16

/* What a backtrace of a sleeping thread begins with: the caller's return address and frame pointer. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_WORD
#define KSPAWN_SWITCH_RETURN KSPAWN_WORD

#include <kspawn/switch_frame.h>

#ifndef __ASSEMBLER__
/* missing: whether e_flags and the class are of this port's ABI (Linux, elf_check_arch) */
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)flags, (void)entry;
	return elf_class == KSPAWN_ELF_CLASS;
}
#endif
#endif
