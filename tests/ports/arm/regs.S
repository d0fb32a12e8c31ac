/* tests/ports/arm/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

	.fpu	neon

	.macro ADDRESS reg, symbol
	movw	\reg, #:lower16:\symbol
	movt	\reg, #:upper16:\symbol
	.endm

/* The flags, by way of `temp`; the rest of CPSR is not the user's. */
	.macro STORE_FLAGS base, temp
	mrs	\temp, apsr
	lsr	\temp, \temp, #16
	lsl	\temp, \temp, #16
	str	\temp, [\base, #4 * REGS_APSR]
	.endm
/* Control and vector registers, to the words at `base`, by way of `temp`. */
	.macro STORE_REST base, temp
	mrc	p15, 0, \temp, c13, c0, 3
	str	\temp, [\base, #4 * REGS_TLS]
	vmrs	\temp, fpscr
	str	\temp, [\base, #4 * REGS_FPSCR]
	add	\temp, \base, #4 * REGS_D
	vstm	\temp!, {d0-d15}
	vstm	\temp!, {d16-d31}
	.endm
	.macro LOAD_REST base, temp
	ldr	\temp, [\base, #4 * REGS_FPSCR]
	vmsr	fpscr, \temp
	add	\temp, \base, #4 * REGS_D
	vldm	\temp!, {d0-d15}
	vldm	\temp!, {d16-d31}
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	str	r0, [sp, #-8]
	ADDRESS	r0, regs_start
	str	lr, [r0, #4 * 14]
	STORE_FLAGS r0, lr
	ldr	lr, [sp, #-8]
	str	lr, [r0]
	add	lr, r0, #4
	stm	lr, {r1-r12}
	str	sp, [r0, #4 * REGS_SP]
	STORE_REST r0, r1
	b	_start
END kspawn_entry

#define FRAME 16
/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * in: r0, r1, r2; at sp across the call: out, and room for the result. */
FUNC regs_call
	push	{r4-r11, lr}
	vpush	{d8-d15}
	sub	sp, sp, #FRAME + 4
	str	r1, [sp]
	str	sp, [r0, #4 * REGS_SP]
	str	r2, [r0, #4 * 12]
	LOAD_REST r0, r3
	ldr	r1, [r0, #4 * REGS_APSR]
	msr	apsr_nzcvqg, r1
	ldm	r0, {r0-r12}
	blx	r12
	str	r0, [sp, #4]
	ldr	r0, [sp]
	str	lr, [r0, #4 * 14]
	STORE_FLAGS r0, lr
	ldr	lr, [sp, #4]
	str	lr, [r0]
	add	lr, r0, #4
	stm	lr, {r1-r12}
	str	sp, [r0, #4 * REGS_SP]
	STORE_REST r0, r1
	mov	r1, #0
	vmsr	fpscr, r1
	add	sp, sp, #FRAME + 4
	vpop	{d8-d15}
	pop	{r4-r11, pc}
END regs_call

/* In ARM state, whatever the program is in: its branches need no flags.
 *
 * void regs_spin(void): some milliseconds with every register but r12 and lr as it was. */
	.arm
FUNC regs_spin
	str	lr, [sp, #-8]!
	movw	r12, #0
	movt	r12, #0x8000 - 4
1:	add	r12, r12, #1
	mov	lr, r12, lsr #31	/* 1 when it is done */
	add	pc, pc, lr, lsl #2	/* which reads two instructions ahead */
	udf	#0
	b	1b
	ADDRESS	r12, spins
	ldr	lr, [r12]
	add	lr, lr, #1
	str	lr, [r12]
	ldr	pc, [sp], #8
END regs_spin

/* unsigned long regs_milliseconds(void): a user program has no clock here, but
 * each spin takes about one, and only one task spins at a time. */
FUNC regs_milliseconds
	ADDRESS	r0, spins
	ldr	r0, [r0]
	bx	lr
END regs_milliseconds

	.bss
	.balign	4
spins:
	.skip	4
