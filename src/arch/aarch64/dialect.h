/* aarch64 dialect.h: what asm.h must know of the port's assembly, and lists of registers by pairs */
/* clang-format off */
#define KSPAWN_BREG_X0 0x70 /* DW_OP_breg0 */

/* Where an indirect branch may land. (Arm ARM, BTI; AAELF64, program property) */
#define KSPAWN_LANDING_PAD hint #34     /* bti c */
#define KSPAWN_LANDING_PAD_JUMP hint #36 /* bti j */
#define KSPAWN_PROPERTY_TYPE 0xc0000000 /* GNU_PROPERTY_AARCH64_FEATURE_1_AND */
#define KSPAWN_PROPERTY_VALUE 1         /* BTI */

	.macro access op, register, base, offset
	\op	\register, [\base, #(\offset)]
	.endm

/* `op` is stp or ldp. */
	.macro each_pair op, base, offset, first, second, rest:vararg
	\op	\first, \second, [\base, #(\offset)]
	.ifnb \rest
	each_pair \op, \base, (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm

/* To and from the stack, with unwind information. */
	.macro store_all offset, first, second, rest:vararg
	stp	\first, \second, [sp, #\offset]
	.cfi_rel_offset \first, \offset
	.cfi_rel_offset \second, \offset + KSPAWN_WORD
	.ifnb \rest
	store_all (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm

	.macro load_all offset, first, second, rest:vararg
	ldp	\first, \second, [sp, #\offset]
	.cfi_restore \first
	.cfi_restore \second
	.ifnb \rest
	load_all (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm
