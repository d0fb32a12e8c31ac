/* src/user/asm.h: how an assembly function of a user program opens and closes */
/* clang-format off */
#ifndef KSPAWN_USER_ASM_H
#define KSPAWN_USER_ASM_H

#include <kspawn_user_port.h>

	.macro FUNC name
	.text
	.globl \name
	.hidden \name
	.type \name, %function
	.balign 16
\name:
	.cfi_startproc
#ifdef KSPAWN_USER_LANDING_PAD /* else an indirect branch may land anywhere */
	KSPAWN_USER_LANDING_PAD
#endif
	.endm

	.macro END name
	.cfi_endproc
	.size \name, . - \name
	.endm

	.section .note.GNU-stack, "", %progbits
	.text
#endif
