/* include/kspawn/frame.h: the constants of the port, and defaults for what its frame.h leaves out; for assembly too */
#ifndef KSPAWN_FRAME_H
#define KSPAWN_FRAME_H

#include <kspawn/arch/frame.h>

/* Bytes of the stack of a new thread that only switches to another. */
#ifndef KSPAWN_STACK_MIN
#define KSPAWN_STACK_MIN 512
#endif

/* What an ELF file of the machine says: 32 or 64 bits, byte order, and of what ABI it is by its class, e_flags and
 * e_entry. */
#ifndef KSPAWN_ELF_CLASS
#define KSPAWN_ELF_CLASS (__SIZEOF_POINTER__ / 4)
#endif
#ifndef KSPAWN_ELF_DATA
#define KSPAWN_ELF_DATA (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1 : 2)
#endif
#ifndef KSPAWN_ELF_FLAGS
#define KSPAWN_ELF_FLAGS 0 /* e_flags that say no more than the ABI */
#endif
#ifndef KSPAWN_ELF_IS_OURS
#define KSPAWN_ELF_IS_OURS(elf_class, flags, entry) ((elf_class) == KSPAWN_ELF_CLASS)
#endif
#ifndef __ASSEMBLER__
static inline bool kspawn_elf_check_arch(unsigned elf_class, uint32_t flags, uintptr_t entry)
{
	(void)elf_class, (void)flags, (void)entry;
	return KSPAWN_ELF_IS_OURS(elf_class, flags, entry);
}
#endif

/* The address of a fault is a multiple of this: s390 reports the page alone. */
#ifndef KSPAWN_FAULT_GRAIN
#define KSPAWN_FAULT_GRAIN 1
#endif

/* 1 where the frame of a called function is above its caller's, and a frame's words are below the stack pointer:
 * PA-RISC. A sleeping thread's `sp` is the lowest byte of its frame all the same, and what resumes it adds the size. */
#ifndef KSPAWN_STACK_GROWS_UP
#define KSPAWN_STACK_GROWS_UP 0
#endif

/* Bytes from the stack pointer up that a called function may write: MIPS o32's argument area, s390's register save area,
 * PowerPC's back chain and link register, SPARC's register windows. Where the stack grows up, bytes below it: PA-RISC's
 * frame marker and arguments. */
#ifndef KSPAWN_CALL_AREA
#define KSPAWN_CALL_AREA 0
#endif

/* Where floating point registers begin in the state of a user task. */
#ifndef KSPAWN_USER_F0
#define KSPAWN_USER_F0 0
#endif

/* 1 where a block holds two stacks, the frames from the top down and the saved registers from the bottom up: Itanium. The
 * first frame has the start of the second, and the port keeps its pointer in the switch frame. */
#ifndef KSPAWN_STACK_PAIR
#define KSPAWN_STACK_PAIR 0
#endif

/* The code of a function, given its name in C or a pointer to it: what a resume address is, and what a program counter
 * is compared with. Another address where pointers to functions point to descriptors: PowerPC64 ELFv1, PA-RISC,
 * Itanium. */
#ifndef KSPAWN_CODE_ADDRESS
#define KSPAWN_CODE_ADDRESS(function) ((uintptr_t)(function))
#endif
#endif
