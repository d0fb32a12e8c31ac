/* tests/ports/mips/regs.S: the registers of a program, to and from memory */
#include <asm.h>
#include <regs.h>
#include <dialect.h>

	.option	pic0
	.set	noat
	.set	reorder

#define LOAD REG_L
#define STORE REG_S
#define SECOND a1
#define THIRD a2
#define TARGET t9
#define TEMP v0
#define AREA KSPAWN_USER_GATE_AREA
#define REGS_KEPT KSPAWN_SWITCH_REGS, gp
#define ADD(to, from, number) PTR_ADDIU $to, $from, number
#define CALL(f) jal f
#define CALL_AT(register) jalr $register
#define JUMP(f) address t9, f; jr $t9
#define RETURN jr $ra

	.macro address register, symbol
	lui	$\register, %hi(\symbol)
	addiu	$\register, $\register, %lo(\symbol)
	.endm
/* Not $0, k0 and k1. */
	.macro registers op, base
	each	\op, \base, KSPAWN_REGS_R(1), 1, 2, 3
	each	\op, \base, KSPAWN_REGS_R(5), 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
	each	\op, \base, KSPAWN_REGS_R(28), 28
	each	\op, \base, KSPAWN_REGS_R(30), 30, 31
	.endm
	.macro others_to base, temp
	mfhi	$\temp
	REG_S	$\temp, KSPAWN_REGS_HI($\base)
	mflo	$\temp
	REG_S	$\temp, KSPAWN_REGS_LO($\base)
	.set	push
	.set	mips32r2
	rdhwr	$\temp, $29
	.set	pop
	REG_S	$\temp, KSPAWN_REGS_TLS($\base)
	.endm
	.macro others_from base, temp
	REG_L	$\temp, KSPAWN_REGS_HI($\base)
	mthi	$\temp
	REG_L	$\temp, KSPAWN_REGS_LO($\base)
	mtlo	$\temp
	.endm

#define REGISTERS(op, base) registers op, base
#define REGS_TO(base, temp) others_to base, temp
#define REGS_FROM(base, temp) others_from base, temp
#define REGS_SPIN
#include "../../user/regs.S"

/* void regs_spin(void): some milliseconds with every register but $t9 as it was */
FUNC regs_spin
	lui	$t9, 0x30
1:	addiu	$t9, $t9, -1
	bnez	$t9, 1b
	jr	$ra
END regs_spin
