/* powerpc kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 22    /* R_PPC_RELATIVE, R_PPC64_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 0 /* division by zero has no result */
#ifdef __powerpc64__
#define KSPAWN_USER_TLS_SET "mr 13, %0"
#define KSPAWN_USER_TLS_GET "mr %0, 13"
#else
#define KSPAWN_USER_TLS_SET "mr 2, %0"
#define KSPAWN_USER_TLS_GET "mr %0, 2"
#endif
#define KSPAWN_USER_ILLEGAL ".long 0"  /* Power ISA, 1.3.3 */
#define KSPAWN_USER_NR_CLONE 120       /* for assembly, which sees no enumerators */
#define KSPAWN_USER_VFORK_FLAGS 0x4111 /* CLONE_VFORK, CLONE_VM, SIGCHLD */

/* clang-format off */
#ifdef __ASSEMBLER__
/* A program's entry is one where pointers to functions are; other assembly has none, so that C calls it by its code. */
	.macro entry_descriptor name, code
	.pushsection .opd, "aw"
	.balign 8
	.globl	\name
	.hidden	\name
\name:
	.quad	\code, .TOC.@tocbase, 0
	.popsection
	.endm
#else
/* clang-format on */
enum { KSPAWN_NR_write = 4 };

#include <kspawn_user.h>

#ifndef __powerpc64__
#define KSPAWN_USER_HEADER kspawn_user_header
/// Of a program that is not relocated yet, by the distance from here.
static inline const struct elf_header *kspawn_user_header(void)
{
	const struct elf_header *header;

	__asm__("bcl 20, 31, 1f\n1:\tmflr %0\n\taddis %0, %0, (__ehdr_start - 1b)@ha\n\t"
		"addi %0, %0, (__ehdr_start - 1b)@l"
		: "=b"(header)
		:
		: "lr");
	return header;
}
#endif
#endif
#endif
