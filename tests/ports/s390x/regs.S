/* tests/ports/s390x/regs.S: the registers of a program, to and from memory */
#include <regs.h>
#include <dialect.h>

#define KSPAWN_REGS_SP REGS_R(15)
#define TO_PSW 16 /* bits from where IPM and SPM have condition code and program mask */

/* What follows is C. */
	.macro others_to base, temp
	lghi	%\temp, 0
	ipm	%\temp
	sllg	%\temp, %\temp, TO_PSW
	stg	%\temp, KSPAWN_REGS_MASK(%\base)
	stam	%a0, %a1, KSPAWN_REGS_TLS(%\base)
	lghi	%\temp, 0
	spm	%\temp
	.endm
	.macro others_from base, temp
	lg	%\temp, KSPAWN_REGS_MASK(%\base)
	srlg	%\temp, %\temp, TO_PSW
	spm	%\temp
	.endm

#define REGISTERS(op, base)                                                                                                    \
	each_but "r2", op, base, KSPAWN_REGS_R0, r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14
#define REGS_TO(base, temp) others_to base, temp
#define REGS_FROM(base, temp) others_from base, temp
#define REGS_SPIN
#include "../../user/regs.S"

/* void regs_spin(void): some milliseconds with every register but r0 as it was */
FUNC regs_spin
	llilh	%r0, 0x30
1:	brctg	%r0, 1b
	br	%r14
END regs_spin
