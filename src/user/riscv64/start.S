/* riscv64 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>
#include "../../arch/riscv64/dialect.h"

#define NR a7
#define ARG(n) a##n
#define KEPT_RETURN t0
#define RETURN_BY_KEPT jr t0
#define TRAP ecall

	.macro call_gate
	ld	t1, kspawn_gate
	jalr	t1
	.endm

/* Where the linker relaxes addresses to offsets from gp; zero where it does not. */
	.weak	__global_pointer$

	.macro begin
	lla	gp, __global_pointer$
	mv	a0, sp
	andi	sp, sp, -16
	.endm

	.macro pop_arguments
	ld	a0, 0(sp)
	ld	a1, 8(sp)
	addi	sp, sp, 16
	.endm

#include <start_skeleton.h>
