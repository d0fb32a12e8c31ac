/* mips callee_saved.h: a list of registers to and from memory, named without their $ */
/* clang-format off */
#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */
#define KSPAWN_DWARF_F0 32  /* number of $f0 in unwind information */

	.macro access op, register, base, offset
	\op	$\register, \offset($\base)
	.endm

#include "../common/lists.h"

/* To and from the stack, with unwind information. */
	.macro store_all offset, first, rest:vararg
	REG_S	$\first, \offset($sp)
	.cfi_rel_offset $\first, \offset
	.ifnb \rest
	store_all \offset+KSPAWN_WORD, \rest
	.endif
	.endm

	.macro load_all offset, first, rest:vararg
	REG_L	$\first, \offset($sp)
	.cfi_restore $\first
	.ifnb \rest
	load_all \offset+KSPAWN_WORD, \rest
	.endif
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
