/* loongarch64 dialect.h: what asm.h must know of the port's assembly; lists name registers without their $ */
/* clang-format off */
#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */
#define KSPAWN_ASM_SP sp

	.macro access op, register, base, offset
	\op	$\register, $\base, \offset
	.endm

/* Clang takes a register of unwind information by its number alone: dwarf_ra and so on. */
#define KSPAWN_CFI_REGISTER 0+dwarf_\register
#define KSPAWN_NUMBERED(name, number) name, number
	.macro dwarf_numbers name, number, rest:vararg
	.set	dwarf_\name, \number
	.ifnb \rest
	dwarf_numbers \rest
	.endif
	.endm
	dwarf_numbers ra, 1, KSPAWN_KEPT(KSPAWN_NUMBERED)
