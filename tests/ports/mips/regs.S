/* tests/ports/mips/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <kspawn/arch/abi.h>
#include <kspawn/arch/frame.h>
#include <regs.h>

#define W KSPAWN_WORD
	.option	pic0
	.set	noat
	.set	hardfloat

/* In o32 an even register is a double, whether or not the odd ones are its upper halves. */
	.macro EACH_F op, base
	.irp n, KSPAWN_USER_FP_REGS
	\op	$f\n, W * (REGS_F + \n)(\base)
	.endr
	.endm
/* Without $0, the base $at or $t9, k0, k1, sp and ra. */
	.macro EACH op, base
	.irp n, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28, 30
	\op	$\n, W * \n(\base)
	.endr
	.endm
/* Control registers to the words at `base`, by way of $v0. */
	.macro STORE_CONTROL base
	mfhi	$v0
	REG_S	$v0, W * REGS_HI(\base)
	mflo	$v0
	REG_S	$v0, W * REGS_LO(\base)
	cfc1	$v0, $31
	ins	$v0, $zero, 18, 2 /* the processor's: what a NaN looks like */
#if KSPAWN_WORD == 8
	dext	$v0, $v0, 0, 32
#endif
	REG_S	$v0, W * REGS_FCSR(\base)
	.set	push
	.set	mips32r2
	rdhwr	$v0, $29
	.set	pop
	REG_S	$v0, W * REGS_TLS(\base)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	REG_S	$at, -W($sp)
	lui	$at, %hi(regs_start)
	addiu	$at, $at, %lo(regs_start)
	EACH	REG_S, $at
	REG_S	$24, W * 24($at)
	REG_S	$25, W * 25($at)
	REG_S	$sp, W * 29($at)
	REG_S	$31, W * 31($at)
	REG_L	$v0, -W($sp)
	REG_S	$v0, W * 1($at)
	EACH_F	sdc1, $at
	STORE_CONTROL $at
	.set	at
	PTR_LA	$t9, _start
	.set	noat
	jr	$t9
	nop
END kspawn_entry

#define SAVED (KSPAWN_USER_GATE_AREA + W * 2)
#define FRAME (32 + W * 12 + 96)
	.macro EACH_SAVED op
	.irp n, 16, 17, 18, 19, 20, 21, 22, 23
	\op	$\n, 32 + W * (\n - 16)($sp)
	.endr
	\op	$gp, 32 + W * 8($sp)
	\op	$fp, 32 + W * 9($sp)
	\op	$ra, 32 + W * 10($sp)
	.endm
	.macro EACH_SAVED_F op
	.irp n, 20, 22, 24, 26, 28, 30
	\op	$f\n, 32 + W * 12 + 4 * (\n - 20)($sp)
	.endr
#if KSPAWN_WORD == 8
	.irp n, 25, 27, 29, 31
	\op	$f\n, 32 + W * 12 + 48 + 4 * (\n - 25)($sp)
	.endr
#endif
	.endm
#define OUT (32 + W * 11)

/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * in: $a0, $a1, $a2; above $sp across the call: the gate's area, what is saved, out. */
FUNC regs_call
	PTR_ADDIU $sp, $sp, -FRAME
	EACH_SAVED REG_S
	EACH_SAVED_F sdc1
	REG_S	$a1, OUT($sp)
	REG_S	$sp, W * REGS_SP($a0)
	move	$t9, $a2
	move	$t8, $a0
	REG_L	$v0, W * REGS_HI($t8)
	mthi	$v0
	REG_L	$v0, W * REGS_LO($t8)
	mtlo	$v0
	REG_L	$v0, W * REGS_FCSR($t8)
	ctc1	$v0, $31
	EACH_F	ldc1, $t8
	EACH	REG_L, $t8
	jalr	$t9
	REG_L	$at, W * 1($t8)
	REG_L	$t9, OUT($sp)
	REG_S	$zero, 0($t9)
	REG_S	$at, W * 1($t9)
	EACH	REG_S, $t9
	REG_S	$sp, W * REGS_SP($t9)
	EACH_F	sdc1, $t9
	STORE_CONTROL $t9
	ctc1	$zero, $31
	EACH_SAVED_F ldc1
	EACH_SAVED REG_L
	jr	$ra
	PTR_ADDIU $sp, $sp, FRAME
END regs_call

/* void regs_spin(void): some milliseconds with every register but $t8 and $t9 as it was. */
FUNC regs_spin
	lui	$t9, 0x30
1:	addiu	$t9, $t9, -1
	bnez	$t9, 1b
	nop
	lui	$t9, %hi(spins)
	REG_L	$t8, %lo(spins)($t9)
	PTR_ADDIU $t8, $t8, 1
	jr	$ra
	REG_S	$t8, %lo(spins)($t9)
END regs_spin

/* unsigned long regs_milliseconds(void): a user program has no clock here, but
 * each spin takes more than one, and only one task spins at a time. */
FUNC regs_milliseconds
	lui	$v0, %hi(spins)
	jr	$ra
	REG_L	$v0, %lo(spins)($v0)
END regs_milliseconds

	.bss
	.balign W
spins:
	.skip W
