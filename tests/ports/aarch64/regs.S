/* tests/ports/aarch64/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

/* x2 to x29 and all of v by pairs. */
	.macro EACH_PAIR op, base
	.irp n, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28
	EACH_X	\op, \base, \n, %(\n+1)
	.endr
	.endm
	.altmacro
	.macro EACH_X op, base, n, m
	\op	x\n, x\m, [\base, 8*\n]
	.endm
	.macro EACH_Q op, base, n, m
	\op	q\n, q\m, [\base, 8*REGS_V+16*\n]
	.endm
	.macro EACH_V op, base
	.irp n, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30
	EACH_Q	\op, \base, \n, %(\n+1)
	.endr
	.endm
	.macro EACH_D op, base
	\op	d8, d9, [\base, 0]
	\op	d10, d11, [\base, 16]
	\op	d12, d13, [\base, 32]
	\op	d14, d15, [\base, 48]
	.endm
	.macro EACH_SAVED op, base
	\op	x19, x20, [\base, 0]
	\op	x21, x22, [\base, 16]
	\op	x23, x24, [\base, 32]
	\op	x25, x26, [\base, 48]
	\op	x27, x28, [\base, 64]
	\op	x29, x30, [\base, 80]
	.endm
/* Control registers to or from the words at `base`, by way of `temp`. */
	.macro STORE_CONTROL base, temp
	mrs	\temp, nzcv
	str	\temp, [\base, 8*REGS_NZCV]
	mrs	\temp, tpidr_el0
	str	\temp, [\base, 8*REGS_TLS]
	mrs	\temp, fpcr
	str	\temp, [\base, 8*REGS_FPCR]
	mrs	\temp, fpsr
	str	\temp, [\base, 8*REGS_FPSR]
	.endm
	.macro LOAD_CONTROL base, temp
	ldr	\temp, [\base, 8*REGS_NZCV]
	msr	nzcv, \temp
	ldr	\temp, [\base, 8*REGS_FPCR]
	msr	fpcr, \temp
	ldr	\temp, [\base, 8*REGS_FPSR]
	msr	fpsr, \temp
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	str	x0, [sp, -16]
	adrp	x0, regs_start
	add	x0, x0, :lo12:regs_start
	str	x1, [x0, 8*1]
	EACH_PAIR stp, x0
	str	x30, [x0, 8*30]
	EACH_V	stp, x0
	STORE_CONTROL x0, x1
	ldr	x1, [sp, -16]
	str	x1, [x0]
	mov	x1, sp
	str	x1, [x0, 8*REGS_SP]
	b	_start
END kspawn_entry

#define FRAME (16 + 96 + 64)
/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * in: x0, x1, x2; at sp across the call: out, and room for the result. */
FUNC regs_call
	sub	sp, sp, FRAME
	str	x1, [sp]
	add	x3, sp, 16
	EACH_SAVED stp, x3
	add	x3, sp, 16 + 96
	EACH_D	stp, x3
	mov	x3, sp
	str	x3, [x0, 8*REGS_SP]
	str	x2, [x0, 8*16]
	LOAD_CONTROL x0, x3
	EACH_V	ldp, x0
	EACH_PAIR ldp, x0
	ldp	x0, x1, [x0]
	blr	x16
	str	x0, [sp, 8]
	ldr	x0, [sp]
	str	x1, [x0, 8*1]
	EACH_PAIR stp, x0
	str	x30, [x0, 8*30]
	EACH_V	stp, x0
	STORE_CONTROL x0, x1
	ldr	x1, [sp, 8]
	str	x1, [x0]
	mov	x1, sp
	str	x1, [x0, 8*REGS_SP]
	msr	fpcr, xzr
	msr	fpsr, xzr
	add	x3, sp, 16
	EACH_SAVED ldp, x3
	add	x3, sp, 16 + 96
	EACH_D	ldp, x3
	add	sp, sp, FRAME
	ret
END regs_call

/* void regs_spin(void): some milliseconds with every register but x16 as it was. */
FUNC regs_spin
	mov	x16, 0x300000
1:	sub	x16, x16, 1
	cbnz	x16, 1b
	ret
END regs_spin

/* unsigned long regs_milliseconds(void) */
FUNC regs_milliseconds
	isb
	mrs	x0, cntvct_el0
	mrs	x1, cntfrq_el0
	mov	x2, 1000
	mul	x0, x0, x2
	udiv	x0, x0, x1
	ret
END regs_milliseconds
