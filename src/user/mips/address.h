/* mips address.h: addresses in a program that may be position independent, and then by its offset table */
/* clang-format off */
#ifndef KSPAWN_USER_ADDRESS_H
#define KSPAWN_USER_ADDRESS_H

#include <kspawn/arch/abi.h>
#include <kspawn/arch/frame.h>

#ifndef __PIC__
	.option	pic0 /* or the assembler takes addresses from a table all the same */
#endif

/* reg = the table, 16 bits of it either way. `here` has the address of `label`, which
 * is this place. (System V ABI, MIPS supplement, 3-36; n64 handbook) */
	.macro TABLE_OF reg, here, label
#if !defined(__PIC__)
	/* none is needed */
#elif _MIPS_SIM == _ABIO32
	lui	\reg, %hi(_gp_disp)
	addiu	\reg, \reg, %lo(_gp_disp)
	addu	\reg, \reg, \here
#else
	lui	\reg, %hi(%neg(%gp_rel(\label)))
	daddiu	\reg, \reg, %lo(%neg(%gp_rel(\label)))
	daddu	\reg, \reg, \here
#endif
	.endm

	.macro ADDRESS_OF reg, symbol, table
#if !defined(__PIC__)
	PTR_LA	\reg, \symbol
#elif _MIPS_SIM == _ABIO32
	lw	\reg, %got(\symbol)(\table)
#else
	ld	\reg, %got_disp(\symbol)(\table)
#endif
	.endm

#define DT_MIPS_LOCAL_GOTNO 0x7000000a

/* Adds to all of the table the program's distance from where it was linked; no
 * entry is another program's, and the first two are not read. (ibid., 5-10)
 * Lost: $2, $8 to $12 */
	.macro RELOCATE_TABLE table, here, label
#ifdef __PIC__
	.weak	_DYNAMIC /* of a static program there is none */
	.hidden	_DYNAMIC
	ADDRESS_OF $9, \label, \table
#if _MIPS_SIM == _ABIO32
	addiu	$9, $9, %lo(\label) /* a local symbol's entry is its page */
#endif
	PTR_SUBU $9, \here, $9
	beqz	$9, 3f
	ADDRESS_OF $10, _DYNAMIC, \table
	PTR_ADDU $10, $10, $9
	li	$11, DT_MIPS_LOCAL_GOTNO
1:	REG_L	$12, 0($10)
	bne	$12, $11, 1b
	PTR_ADDIU $10, $10, 2 * KSPAWN_WORD
	REG_L	$10, -KSPAWN_WORD($10)
	PTR_ADDIU $8, \table, -0x7ff0
2:	REG_L	$2, 0($8)
	PTR_ADDIU $10, $10, -1
	PTR_ADDU $2, $2, $9
	REG_S	$2, 0($8)
	bnez	$10, 2b
	PTR_ADDIU $8, $8, KSPAWN_WORD
3:
#endif
	.endm
#endif
