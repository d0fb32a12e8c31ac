/* loongarch64 dialect.h: what asm.h must know of the port's assembly; lists name registers without their $ */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_A0 0x74 /* DW_OP_breg4 */

	.macro access op, register, base, offset
	\op	$\register, $\base, \offset
	.endm

/* Clang takes a register of unwind information by its number alone. */
#define KSPAWN_DWARF_NUMBERS KSPAWN_NUMBERED(ra, 1), KSPAWN_KEPT(KSPAWN_NUMBERED)

/* Words; asm.h says what each means. */
#define SP sp
#define RETURN_ADDRESS 1
#define FIRST a0
#define KEPT_1 s0
#define KEPT_2 s1
#define KEPT_3 s2
#define LOAD ld.d
#define STORE st.d
#define COPY(to, from) move $to, $from
#define CALL(f) bl f
#define CALL_AT(register) jirl $ra, $register, 0
#define JUMP(f) b f
#define JUMP_AT(register) jr $register
#define RETURN ret
#define UNLESS(register, label) beqz $register, label
#define END_OF_FRAMES move $fp, $zero
#define STOP break 0
#define NR a7
#define TRAP syscall 0
#define ADD(to, from, number) addi.d $to, $from, number

#define SET(register, number) li.w $register, number
#define WITH_FP
#define LOAD_FP fld.d
#define STORE_FP fst.d

	.macro get_control register
	movfcsr2gr $\register, $fcsr0
	.endm

	.macro set_control register
	movgr2fcsr $fcsr0, $\register
	.endm

/* To and from a user task's state; lost: t0. */
	.macro store_control state
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	movcf2gr $t0, $fcc\n
	st.b	$t0, $\state, KSPAWN_USER_FCC + \n
	.endr
	movfcsr2gr $t0, $fcsr0
	st.w	$t0, $\state, KSPAWN_USER_FCSR
	.endm

	.macro load_control state
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7
	ld.b	$t0, $\state, KSPAWN_USER_FCC + \n
	movgr2cf $fcc\n, $t0
	.endr
	ld.w	$t0, $\state, KSPAWN_USER_FCSR
	movgr2fcsr $fcsr0, $t0
	.endm

	.macro address register, symbol:vararg
	la.pcrel $\register, \symbol
	.endm
