/* s390x dialect.h: what asm.h must know of the port's assembly; lists name registers without their % */
/* clang-format off */
#define KSPAWN_BREG_R2 0x72 /* DW_OP_breg2 */
#define KSPAWN_ASM_SP r15

	.macro access op, register, base, offset
	\op	%\register, \offset(%\base)
	.endm

/* GNU's assembler has other numbers for f9 to f14. */
#define KSPAWN_DWARF_NUMBERS KSPAWN_NUMBERED(r14, 14), KSPAWN_KEPT(KSPAWN_NUMBERED), KSPAWN_KEPT_FP(KSPAWN_NUMBERED)
