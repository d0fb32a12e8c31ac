/* aarch64 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>
#include "../../arch/aarch64/dialect.h"

#define NR x8
#define ARG(n) x##n
#define KEPT_RETURN x9
#define RETURN_BY_KEPT ret x9
#define SET(register, number) mov register, number
#define TRAP svc 0

	.macro call_gate
	adrp	x16, kspawn_gate
	ldr	x16, [x16, :lo12:kspawn_gate]
	blr	x16
	.endm

	.macro begin
	mov	x0, sp
	and	x1, x0, -16
	mov	sp, x1
	.endm

	.macro pop_arguments
	ldp	x0, x1, [sp], 16
	.endm

#include <start_skeleton.h>
