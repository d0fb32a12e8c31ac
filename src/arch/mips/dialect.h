/* mips dialect.h: what asm.h must know of the port's assembly; lists name registers without their $ */
#pragma once
/* clang-format off */
#include <kspawn/arch/abi.h>

#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */
#define KSPAWN_DWARF_F0 32  /* number of $f0 in unwind information */
#define KSPAWN_CFI_REGISTER $\register

	.macro access op, register, base, offset
	\op	$\register, \offset($\base)
	.endm

/* Floating point registers by number. */
	.macro store_all_fp offset, first, rest:vararg
	sdc1	$f\first, \offset($sp)
	.cfi_rel_offset KSPAWN_DWARF_F0+\first, \offset
	.ifnb \rest
	store_all_fp \offset+8, \rest
	.endif
	.endm

	.macro load_all_fp offset, first, rest:vararg
	ldc1	$f\first, \offset($sp)
	.cfi_restore KSPAWN_DWARF_F0+\first
	.ifnb \rest
	load_all_fp \offset+8, \rest
	.endif
	.endm

/* The words that mips needs; asm.h says what each means. */
#define SP sp
#define FIRST a0
#define COPY(to, from) move $to, $from
#define STOP break
#define SYSTEM_CALL(number) li $v0, number; syscall
