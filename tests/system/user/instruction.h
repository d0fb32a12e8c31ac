/* tests/system/user/instruction.h: instructions as the table that instructions.c runs */
/* clang-format off */
#ifndef KSPAWN_TEST_INSTRUCTION_H
#define KSPAWN_TEST_INSTRUCTION_H

#include <asm.h>

#define LIVES 0
/* QEMU 7.2: IRET reads a program's stack as the kernel, which SMAP forbids; LDMXCSR takes every bit;
 * DC does nothing. */
#define LIVES_OR_SIGSEGV (11 << 16)
#define LIVES_OR_SIGILL (4 << 16)   /* QEMU 7.2 has no TDCC */
#define LIVES_OR_SIGBUS (SIGBUS << 16)
#define LIVES_OR_SIGFPE (8 << 16)   /* QEMU 7.2 has no vector exceptions */
#define SIGTRAP_OR_SIGILL (5 | 4 << 16)
#define SIGILL 4
#define SIGTRAP 5
#ifndef SIGBUS /* not everywhere */
#define SIGBUS 7
#endif
#define SIGFPE 8
#define SIGSEGV 11
#define SIGSEGV_OR_SIGILL (11 | 4 << 16)
#define SIGSEGV_OR_SIGBUS (11 | SIGBUS << 16)

/* As instructions.c sees them. */
	.macro ATTEMPT_WORDS words:vararg
#ifdef __LP64__
	.quad	\words
#else
	.long	\words
#endif
	.endm

/* A page that no other code touches. */
	.section .bss
	.balign 4096
untouched: .skip 4096

	.section .rodata.instructions, "a", %progbits
	.balign 8
	.globl	instructions
	.hidden	instructions
instructions:
	.text

/* Ends the one before, which says that it lives, and begins another, of one instruction or of the lines that follow. */
	.macro ATTEMPT want, name, instruction:vararg
	ATTEMPT_END
	.balign 8
7:
	.pushsection .rodata.instructions
	ATTEMPT_WORDS 8f, 7b, \want
	.popsection
	.pushsection .rodata.names, "a", %progbits
8:	.asciz	"\name"
	.popsection
	\instruction
	.endm

	.macro ATTEMPTS_END
	ATTEMPT_END
	.pushsection .rodata.instructions
	.globl	instructions_end
	.hidden	instructions_end
instructions_end:
	.popsection
	.endm

#endif
