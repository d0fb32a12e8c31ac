/* riscv64 dialect.h: what asm.h must know of the port's assembly */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_A0 0x7a /* DW_OP_breg10 */

/* A kernel compiles for a machine without floating point, so that it stays the user's: WITH_FP is for the files that keep it. */
#if __riscv_xlen == 64
#define LOAD ld
#define STORE sd
#define WITH_FP .attribute arch, "rv64imafd"
#else
#define LOAD lw
#define STORE sw
#define WITH_FP .attribute arch, "rv32imafd"
#endif

/* Relaxation would turn addresses into offsets from gp, which is the user's in
 * the gate and which a kernel may use for something else. (RISC-V psABI,
 * "Global-pointer Relaxation") */
	.option norelax

	.macro access op, register, base, offset
	\op	\register, \offset(\base)
	.endm

/* Words; asm.h says what each means. */
#define SP sp
#define RETURN_ADDRESS ra
#define LINK ra
#define FIRST a0
#define SECOND a1
#define THIRD a2
#define FOURTH a3
#define TEMP t0
#define TARGET t6
#define KEPT_1 s1
#define KEPT_2 s2
#define KEPT_3 s3
#define COPY(to, from) mv to, from
#define CALL(f) call f
#define CALL_AT(register) jalr register
#define JUMP(f) j f
#define JUMP_AT(register) jr register
#define RETURN ret
#define UNLESS(register, label) beqz register, label
#define END_OF_FRAMES mv s0, zero
#define STOP unimp
#define NR a7
#define ARG(n) a##n
#define TRAP ecall
#define ADD(to, from, number) addi to, from, number
#define SET(register, number) li register, number
#define LOAD_FP fld
#define STORE_FP fsd
#define get_control frcsr
#define set_control fscsr
#define address lla

/* To and from a user task's state; lost: t0. */
	.macro store_control state
	frcsr	t0
	sw	t0, KSPAWN_USER_FCSR(\state)
	.endm

	.macro load_control state
	lw	t0, KSPAWN_USER_FCSR(\state)
	fscsr	t0
	.endm
