/* s390x dialect.h: what asm.h must know of the port's assembly; lists name registers without their % */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_R2 0x72 /* DW_OP_breg2 */

	.macro access op, register, base, offset
	\op	%\register, \offset(%\base)
	.endm

/* GNU's assembler has other numbers for f9 to f14. */
#define KSPAWN_DWARF_NUMBERS KSPAWN_NUMBERED(r14, 14), KSPAWN_KEPT(KSPAWN_NUMBERED), KSPAWN_KEPT_FP(KSPAWN_NUMBERED)

/* Words; asm.h says what each means. */
#define SP r15
#define RETURN_ADDRESS 0+dwarf_r14
#define LINK r14
#define FIRST r2
#define SECOND r3
#define THIRD r4
#define FOURTH r5
#define TEMP r0
#define TARGET r14
#define KEPT_1 r6
#define KEPT_2 r7
#define KEPT_3 r8
#define LOAD lg
#define STORE stg
#define WITH_FP
#define LOAD_FP ld
#define STORE_FP std
#define COPY(to, from) lgr %to, %from
#define CALL(f) brasl %r14, f
#define CALL_AT(register) basr %r14, %register
#define JUMP(f) jg f
#define JUMP_AT(register) br %register
#define RETURN br %r14
#define UNLESS(register, label) cgije %register, 0, label
#define END_OF_FRAMES lghi %r11, 0; stg %r11, 0(%r15)
#define SET(register, number) lghi %register, number
#define ADD(to, from, number) lay %to, number(%from)
#define STOP j .+2 /* into itself: no operation */
#define SYSTEM_CALL(number) svc number

	.macro address register, symbol:vararg
	larl	%\register, \symbol
	.endm

/* Unwinders keep r15 unless a rule says what the caller's is: DW_CFA_val_offset, which older assemblers do not know. */
#define OWN_GROW
	.macro grow size
	aghi	%r15, -\size
	.cfi_adjust_cfa_offset \size
	.cfi_escape 0x14, 15, KSPAWN_CALL_AREA / KSPAWN_WORD
	.endm

	.macro shrink size
	aghi	%r15, \size
	.cfi_adjust_cfa_offset -(\size)
	.endm

/* To and from a user task's state, with its access registers. */
	.macro store_control state
	stam	%a2, %a15, 0(%\state)
	stfpc	KSPAWN_USER_FPC(%\state)
	.endm

	.macro load_control state
	lam	%a2, %a15, 0(%\state)
	lfpc	KSPAWN_USER_FPC(%\state)
	.endm
