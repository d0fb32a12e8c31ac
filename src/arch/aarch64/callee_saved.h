/* aarch64 callee_saved.h: a list of registers to and from memory, by pairs */
/* clang-format off */
#define KSPAWN_BREG_X0 0x70 /* DW_OP_breg0 */

	.macro access op, register, base, offset
	\op	\register, [\base, #(\offset)]
	.endm

#include "../common/lists.h"

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
