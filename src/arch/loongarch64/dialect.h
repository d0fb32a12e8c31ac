/* loongarch64 dialect.h: what asm.h must know of the port's assembly; lists name registers without their $ */
/* clang-format off */
#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */
#define KSPAWN_ASM_SP sp

	.macro access op, register, base, offset
	\op	$\register, $\base, \offset
	.endm

/* Clang takes a register of unwind information by its number alone. */
#define KSPAWN_DWARF_NUMBERS KSPAWN_NUMBERED(ra, 1), KSPAWN_KEPT(KSPAWN_NUMBERED)
