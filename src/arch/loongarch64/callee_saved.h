/* loongarch64 callee_saved.h: how a register goes to and from memory; lists name registers without their $ */
/* clang-format off */
#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */

	.macro access op, register, base, offset
	\op	$\register, \base, \offset
	.endm

#include "../common/lists.h"

/* Clang takes a register of unwind information by its number alone: dwarf_ra and so on. */
#define KSPAWN_NUMBERED(name, number) name, number
	.macro dwarf_numbers name, number, rest:vararg
	.set	dwarf_\name, \number
	.ifnb \rest
	dwarf_numbers \rest
	.endif
	.endm
	dwarf_numbers ra, 1, KSPAWN_KEPT(KSPAWN_NUMBERED)

/* To and from the stack, with unwind information. */
	.macro store_all offset, first, rest:vararg
	st.d	$\first, $sp, \offset
	.cfi_rel_offset 0+dwarf_\first, \offset
	.ifnb \rest
	store_all (\offset + KSPAWN_WORD), \rest
	.endif
	.endm

	.macro load_all offset, first, rest:vararg
	ld.d	$\first, $sp, \offset
	.cfi_restore 0+dwarf_\first
	.ifnb \rest
	load_all (\offset + KSPAWN_WORD), \rest
	.endif
	.endm
