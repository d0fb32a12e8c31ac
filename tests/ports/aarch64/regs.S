/* tests/ports/aarch64/regs.S: the registers of a program, to and from memory */
#include "../../../src/arch/aarch64/dialect.h"
#include <regs.h>

#define SECOND x1
#define THIRD x2
#define TARGET x16
#define TEMP x3
#define REGS_KEPT KSPAWN_SWITCH_REGS
#define PLUS(to, from, number) add to, from, number
#define ADDRESS(register, symbol) adrp register, symbol; add register, register, :lo12:symbol

	.macro registers op, base
	each	\op, \base, KSPAWN_REGS_X(1), x1, KSPAWN_X2_X15, x16, x17, KSPAWN_X18_X29, x30
	.endm
/* NZCV and TLS, which a system call alone changes. */
	.macro others_to base, temp
	mrs	\temp, nzcv
	str	\temp, [\base, KSPAWN_REGS_PSTATE]
	mrs	\temp, tpidr_el0
	str	\temp, [\base, KSPAWN_REGS_TLS]
	.endm
	.macro others_from base, temp
	ldr	\temp, [\base, KSPAWN_REGS_PSTATE]
	msr	nzcv, \temp
	.endm

#include <regs_skeleton.h>

/* void regs_spin(void): some milliseconds with every register but x16 as it was */
FUNC regs_spin
	mov	x16, 0x300000
1:	sub	x16, x16, 1
	cbnz	x16, 1b
	ret
END regs_spin
