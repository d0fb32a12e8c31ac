/* src/arch/common/lists.h: a list of registers to and from memory, each at the next word
 *
 * No macro calls itself for the rest of a list: Clang nests 20 at most.
 *
 * The port's dialect.h has `access op, register, base, offset`, one instruction, and SP, the name of the
 * stack pointer there. */
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
	.macro each_but but, op, base, offset, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	.set	kspawn_skips, 0
	.irp	other, \but
	.ifc	\other, \register
	.set	kspawn_skips, 1
	.endif
	.endr
	.if	!kspawn_skips
	access	\op, \register, \base, kspawn_at
	.endif
	.set	kspawn_at, kspawn_at + KSPAWN_WORD
	.endr
	.endm

/* The name of a register in unwind information. Where an assembler does not know all of them, or has other numbers than
 * unwinders, dialect.h has KSPAWN_DWARF_NUMBERS, a list of KSPAWN_NUMBERED(name, number). */
#ifdef KSPAWN_DWARF_NUMBERS
#define KSPAWN_CFI_REGISTER 0+dwarf_\register
#define KSPAWN_TEXT(...) #__VA_ARGS__
#define KSPAWN_NUMBERED(name, number) KSPAWN_TEXT(dwarf_##name, number)
	.irp	pair, KSPAWN_DWARF_NUMBERS
	.set	\pair
	.endr
#endif
#ifndef KSPAWN_CFI_REGISTER
#define KSPAWN_CFI_REGISTER \register
#endif

/* Unwind information alone: a list is at the stack pointer and an offset, each `step` bytes after the one before; or is
 * loaded again. */
	.macro saved_at offset, step, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	.cfi_rel_offset KSPAWN_CFI_REGISTER, kspawn_at
	.set	kspawn_at, kspawn_at + \step
	.endr
	.endm

	.macro restored registers:vararg
	.irp	register, \registers
	.cfi_restore KSPAWN_CFI_REGISTER
	.endr
	.endm

/* To the stack, with unwind information. */
	.macro store_all op, offset, registers:vararg
	store_by KSPAWN_WORD, \op, \offset, \registers
	.endm

	.macro load_all op, offset, registers:vararg
	load_by	KSPAWN_WORD, \op, \offset, \registers
	.endm

	.macro store_by step, op, offset, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	access	\op, \register, SP, kspawn_at
	.cfi_rel_offset KSPAWN_CFI_REGISTER, kspawn_at
	.set	kspawn_at, kspawn_at + \step
	.endr
	.endm

	.macro load_by step, op, offset, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	access	\op, \register, SP, kspawn_at
	.cfi_restore KSPAWN_CFI_REGISTER
	.set	kspawn_at, kspawn_at + \step
	.endr
	.endm

/* Unwind information alone, of an entry: where pt_regs, which end at the frame's end, hold the interrupted registers. */
	.macro cfi_saved offset, registers:vararg
	.set	kspawn_at, \offset
	.irp	register, \registers
	.cfi_offset \register, kspawn_at - KSPAWN_REGS_SIZE
	.set	kspawn_at, kspawn_at + KSPAWN_WORD
	.endr
	.endm
#endif
