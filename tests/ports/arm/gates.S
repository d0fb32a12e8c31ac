/* tests/ports/arm/gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include "asm.h"
#define KSPAWN_PC_AHEAD 8
#include "address.h"

	.arch	armv7-a
	.arm

#define SAVED KSPAWN_KEPT(KSPAWN_NAME), r12, lr

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	push	{SAVED}
	address	r2, gate
	mrs	r3, cpsr
	str	r1, [r2, #GATE_GOT]
	str	sp, [r2, #GATE_STACK]
	str	r3, [r2, #GATE_CPSR]
	ldr	r1, [r2, #GATE_KIND]
	ldr	r3, [r2, #GATE_MODE]
	ldr	r5, [r2, #GATE_SP]
	ldr	r2, [r2, #GATE_FURTHER]
	adr	r4, gate_at
	add	r2, r2, r4
	ldr	r4, [r0, #KSPAWN_REGS_CPSR]
	msr	cpsr_f, r4
	msr	cpsr_c, r3
	mov	lr, r2
	msr	spsr_cxsf, r4
	msr	cpsr_c, #(GATE_SVC | 0xc0)
	add	r2, r0, #KSPAWN_REGS_SP
	ldm	r2, {sp, lr}^
	mov	sp, r5
	ldr	lr, [r0, #KSPAWN_REGS_LR]
	address	r2, gate
	add	r2, r2, #GATE_RESERVED
	ldrex	r2, [r2]
	add	pc, pc, r1, lsl #4 /* which reads two instructions ahead */
gate_at:
	udf	#0
	.macro	by mode, vector
	ldm	r0, {r0-r12}
	cps	#\mode
	b	kspawn_entry_vector + \vector
	udf	#0
	.endm
	by	GATE_UNDEFINED, 0x4
	by	GATE_ABORT, 0xc
	by	GATE_ABORT, 0x10
	by	GATE_IRQ, 0x18
	by	GATE_FIQ, 0x1c
	by	GATE_SVC, 0x8
	by	GATE_SVC, 0
	by	GATE_SVC, 0x14
gate_back:
	mcr	p15, 0, r0, c13, c0, 2 /* TPIDRURW, which no kernel's code has */
	address	r0, gate
	ldr	r0, [r0, #GATE_GOT]
	stmib	r0, {r1-r12}
	str	sp, [r0, #KSPAWN_REGS_SP]
	str	lr, [r0, #KSPAWN_REGS_LR]
	mrs	r1, cpsr
	str	r1, [r0, #KSPAWN_REGS_CPSR]
	mrc	p15, 0, r1, c13, c0, 2
	str	r1, [r0, #KSPAWN_REGS_R0]
	address	r2, gate
	add	r3, r2, #GATE_RESERVED
	strex	r1, r0, [r3]
	str	r1, [r0, #KSPAWN_REGS_TLS_RW]
gate_end:
	ldr	sp, [r2, #GATE_STACK]
	ldr	r3, [r2, #GATE_CPSR]
	msr	cpsr_cxsf, r3
	pop	{SAVED}
	bx	lr
end gate_pass

/* void gate_return(const struct kspawn_pt_regs *regs) */
function gate_return
	address	r2, gate
	ldr	r3, [r2, #GATE_GOT]
	mov	r4, #KSPAWN_REGS_SIZE
1:	subs	r4, r4, #KSPAWN_WORD
	ldr	r5, [r0, r4]
	str	r5, [r3, r4]
	bne	1b
	b	gate_end
end gate_return

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs)
 * The frame pointer of either instruction set. Only code that came in through a vector of programs goes to gate_back:
 * above it the frame pointer is zero.
 */
function __wrap_kspawn_entry_exit_to_user
	address	r1, gate_frame
	orr	r2, r7, r11
	str	r2, [r1]
	ldr	r1, [r0, #KSPAWN_REGS_PC]
	address	r3, gate_back
	cmp	r1, r3
	bne	gate_leave
	cmp	r2, #0
	beq	gate_return
	udf	#0
end __wrap_kspawn_entry_exit_to_user
