/* tests/ports/riscv64/regs.S: the registers of a program, to and from memory */
#include "../../../src/arch/riscv64/dialect.h"
#include <regs.h>

#define SECOND a1
#define THIRD a2
#define TARGET t6
#define TEMP t0
#define REGS_KEPT KSPAWN_SWITCH_REGS, gp
#define PLUS(to, from, number) addi to, from, number
#define ADDRESS(register, symbol) lla register, symbol

	.macro registers op, base
	each_but "sp, a0", \op, \base, KSPAWN_REGS_RA, KSPAWN_REGISTERS
	.endm
	.macro others_to base, temp
	.endm
	.macro others_from base, temp
	.endm

#include <regs_skeleton.h>

/* void regs_spin(void): some milliseconds with every register but t6 as it was */
FUNC regs_spin
	li	t6, 0x300000
1:	addi	t6, t6, -1
	bnez	t6, 1b
	ret
END regs_spin
