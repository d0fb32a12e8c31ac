/* aarch64 dialect.h: what asm.h must know of the port's assembly, and lists of registers by pairs */
#pragma once
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
	.macro store_pairs offset, first, second, rest:vararg
	stp	\first, \second, [sp, #\offset]
	.cfi_rel_offset \first, \offset
	.cfi_rel_offset \second, \offset + KSPAWN_WORD
	.ifnb \rest
	store_pairs (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm

	.macro load_pairs offset, first, second, rest:vararg
	ldp	\first, \second, [sp, #\offset]
	.cfi_restore \first
	.cfi_restore \second
	.ifnb \rest
	load_pairs (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm

/* Wherever the program is. */
	.macro address register, symbol
	adrp	\register, \symbol
	add	\register, \register, :lo12:\symbol
	.endm

/* Words; asm.h says what each means. */
#define SP sp
#define RETURN_ADDRESS x30
#define LINK x30
#define FIRST x0
#define SECOND x1
#define THIRD x2
#define FOURTH x3
#define TEMP x9
#define TARGET x16
#define KEPT_1 x19
#define KEPT_2 x20
#define KEPT_3 x21
#define LOAD ldr
#define STORE str
#define COPY(to, from) mov to, from
#define CALL(f) bl f
#define CALL_AT(register) blr register
#define JUMP(f) b f
#define RETURN ret
#define UNLESS(register, label) cbz register, label
#define END_OF_FRAMES mov x29, xzr
#define STOP brk 0
#define NR x8
#define ARG(n) x##n
#define TRAP svc 0
#define SET(register, number) mov register, number
#define ADD(to, from, number) add to, from, number
