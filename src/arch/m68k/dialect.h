/* m68k dialect.h: what asm.h must know of the port's assembly; lists name registers without their % */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_A0 0x78 /* DW_OP_breg8 */

#define KSPAWN_DWARF_NUMBERS KSPAWN_NUMBERED(pc, 24), KSPAWN_KEPT(KSPAWN_NUMBERED), KSPAWN_KEPT_FP(KSPAWN_NUMBERED)

/* `op` is load or store. */
	.macro access op, register, base, offset
	.ifc	\op, load
	move.l	\offset(%\base), %\register
	.else
	move.l	%\register, \offset(%\base)
	.endif
	.endm

/* Of Linux; lost: d0, the result. (syscall(2)) */
	.macro system_call number
	move.l	#\number, %d0
	trap	#0
	.endm

/* The words that files of the tests need; asm.h says what each means. */
#define SP sp
#define TAKE_FIRST(to) move.l KSPAWN_WORD(%sp), %to
#define SYSTEM_CALL(number) system_call number
#define RETURN_ADDRESS 0+dwarf_pc
#define RETURN rts
#define STOP illegal
