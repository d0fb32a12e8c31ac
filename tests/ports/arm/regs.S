/* tests/ports/arm/regs.S: the registers of a program, to and from memory */
#include <asm.h>
#include <regs.h>
#include <dialect.h>

#define SECOND r1
#define THIRD r2
#define TARGET r12
#define TEMP r3
#define ADD(to, from, number) add to, from, number
#define RETURN bx lr

	.macro address register, symbol
	movw	\register, :lower16:\symbol
	movt	\register, :upper16:\symbol
	.endm
	.macro registers op, base
	each	\op, \base, KSPAWN_REGS_R(1), r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12
	\op	lr, [\base, KSPAWN_REGS_LR]
	.endm
/* The flags, the rest of CPSR is not the user's; and TLS, which a system call alone changes. */
	.macro others_to base, temp
	mrs	\temp, apsr
	lsr	\temp, \temp, 16
	lsl	\temp, \temp, 16
	str	\temp, [\base, KSPAWN_REGS_CPSR]
	mrc	p15, 0, \temp, c13, c0, 3
	str	\temp, [\base, KSPAWN_REGS_TLS]
	.endm
	.macro others_from base, temp
	ldr	\temp, [\base, KSPAWN_REGS_CPSR]
	msr	apsr_nzcvqg, \temp
	.endm

#define REGISTERS(op, base) registers op, base
#define REGS_TO(base, temp) others_to base, temp
#define REGS_FROM(base, temp) others_from base, temp
#define REGS_SPIN
#include "../../user/regs.S"

/* In ARM state, whatever the program is in: its branches need no flags.
 *
 * void regs_spin(void): some milliseconds with every register but r12 and lr as it was */
	.arm
FUNC regs_spin
	str	lr, [sp, -8]!
	movw	r12, 0
	movt	r12, 0x8000 - 4
1:	add	r12, r12, 1
	mov	lr, r12, lsr 31		/* 1 when it is done */
	add	pc, pc, lr, lsl 2	/* which reads two instructions ahead */
	udf	0
	b	1b
	ldr	pc, [sp], 8
END regs_spin
