/* src/arch/common/lists.h: a list of registers to and from memory, each at the next word
 *
 * The port's callee_saved.h has `access op, register, base, offset`, one instruction, and KSPAWN_ASM_SP for store_all
 * and load_all, if it has none of its own. */
/* clang-format off */
#ifndef KSPAWN_ARCH_COMMON_LISTS_H
#define KSPAWN_ARCH_COMMON_LISTS_H

	.macro each op, base, offset, registers:vararg
	each_by	KSPAWN_WORD, \op, \base, \offset, \registers
	.endm

/* The same, each `step` bytes after the one before. */
	.macro each_by step, op, base, offset, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	access	\op, \register, \base, kspawn_at
	.set	kspawn_at, kspawn_at + \step
	.endr
	.endm

/* The same without the registers of the list `but`, whose words are skipped. */
	.macro each_but but, op, base, offset, first, rest:vararg
	.set	kspawn_skips, 0
	.irp	other, \but
	.ifc	\other, \first
	.set	kspawn_skips, 1
	.endif
	.endr
	.if	!kspawn_skips
	access	\op, \first, \base, (\offset)
	.endif
	.ifnb \rest
	each_but "\but", \op, \base, (\offset + KSPAWN_WORD), \rest
	.endif
	.endm

#ifdef KSPAWN_ASM_SP
/* To the stack, with unwind information. */
	.macro store_all op, offset, registers:vararg
	store_by KSPAWN_WORD, \op, \offset, \registers
	.endm

	.macro load_all op, offset, registers:vararg
	load_by	KSPAWN_WORD, \op, \offset, \registers
	.endm

	.macro store_by step, op, offset, first, rest:vararg
	access	\op, \first, KSPAWN_ASM_SP, (\offset)
	.cfi_rel_offset \first, \offset
	.ifnb \rest
	store_by \step, \op, (\offset + \step), \rest
	.endif
	.endm

	.macro load_by step, op, offset, first, rest:vararg
	access	\op, \first, KSPAWN_ASM_SP, (\offset)
	.cfi_restore \first
	.ifnb \rest
	load_by	\step, \op, (\offset + \step), \rest
	.endif
	.endm
#endif

/* Unwind information alone, of an entry: where pt_regs, which end at the frame's end, hold the interrupted registers. */
	.macro cfi_saved offset, first, rest:vararg
	.cfi_offset \first, \offset - KSPAWN_REGS_SIZE
	.ifnb \rest
	cfi_saved (\offset + KSPAWN_WORD), \rest
	.endif
	.endm
#endif
