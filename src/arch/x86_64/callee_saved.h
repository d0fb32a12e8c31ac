/* x86_64 callee_saved.h: a list of registers to and from the stack, with its unwind information */
/* clang-format off */
#define KSPAWN_BREG_RDI 0x75 /* DW_OP_breg5 */

/* `op` is load or store. */
	.macro access op, register, base, offset
	.ifc	\op, load
	mov	\offset(%\base), %\register
	.else
	mov	%\register, \offset(%\base)
	.endif
	.endm

#include "../common/lists.h"

	.macro push_all first, rest:vararg
	push	%\first
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.cfi_rel_offset \first, 0
	.ifnb \rest
	push_all \rest
	.endif
	.endm

	.macro pop_all first, rest:vararg
	.ifnb \rest
	pop_all \rest
	.endif
	pop	%\first
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.cfi_restore \first
	.endm
