/* riscv64 callee_saved.h: a list of registers to and from the stack, with its unwind information */
/* clang-format off */
#define KSPAWN_BREG_A0 0x7a /* DW_OP_breg10 */

/* `op` is sd or fsd. */
	.macro store_all op, offset, first, rest:vararg
	\op	\first, \offset(sp)
	.cfi_rel_offset \first, \offset
	.ifnb \rest
	store_all \op, (\offset + KSPAWN_WORD), \rest
	.endif
	.endm

/* `op` is ld or fld. */
	.macro load_all op, offset, first, rest:vararg
	\op	\first, \offset(sp)
	.cfi_restore \first
	.ifnb \rest
	load_all \op, (\offset + KSPAWN_WORD), \rest
	.endif
	.endm
