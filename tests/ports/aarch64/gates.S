/* tests/ports/aarch64/gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include "asm.h"

	.arch	armv8-a

#define SAVED 96
#define VECTOR_SHIFT 7

/* The rest, from where x0 is. */
	.macro load_last
	each_pair ldp, x0, KSPAWN_REGS_X(2), KSPAWN_X2_X15, x16, x17, KSPAWN_X18_X29
	ldr	x30, [x0, #KSPAWN_REGS_X(30)]
	ldp	x0, x1, [x0, #KSPAWN_REGS_X0]
	.endm

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	sub	sp, sp, #SAVED
	each_pair stp, sp, 0, KSPAWN_SWITCH_REGS
	address	x2, gate
	mov	x3, sp
	stp	x1, x3, [x2, #GATE_GOT]
	mrs	x3, daif
	str	x3, [x2, #GATE_DAIF]
	msr	daifset, #15
	ldp	x2, x5, [x2, #GATE_VECTOR]
	adr	x3, gate_at
	msr	elr_el1, x3
	ldp	x3, x4, [x0, #KSPAWN_REGS_PC]
	msr	spsr_el1, x4
	msr	nzcv, x4
	ldr	x3, [x0, #KSPAWN_REGS_TLS]
	msr	tpidr_el0, x3
	ldr	x3, [x0, #KSPAWN_REGS_SP]
	msr	sp_el0, x3
	mov	sp, x5
	sub	x3, x2, #GATE_OF_KERNEL
	cbz	x3, 1f
	adr	x3, to_vectors
	add	x3, x3, x2, lsl #VECTOR_SHIFT
	br	x3
	.balign	1 << VECTOR_SHIFT
to_vectors:
	.set	vector, 0
	.rept	16
	.balign	1 << VECTOR_SHIFT
	load_last
	b	kspawn_entry_vector + vector
	.set	vector, vector + (1 << VECTOR_SHIFT)
	.endr
1:	load_last
gate_at:
	brk	#GATE_IMMEDIATE
gate_back:
	msr	sp_el0, x0 /* which the kernel has no use for */
	address	x0, gate
	str	x1, [x0, #GATE_X1]
	ldr	x0, [x0, #GATE_GOT]
	each_pair stp, x0, KSPAWN_REGS_X(2), KSPAWN_X2_X15, x16, x17, KSPAWN_X18_X29
	str	x30, [x0, #KSPAWN_REGS_X(30)]
	address	x2, gate
	ldr	x1, [x2, #GATE_X1]
	mrs	x3, sp_el0
	stp	x3, x1, [x0, #KSPAWN_REGS_X0]
	mov	x3, sp
	str	x3, [x0, #KSPAWN_REGS_SP]
	mrs	x3, nzcv
	mrs	x4, daif
	orr	x3, x3, x4
	mrs	x4, currentel
	orr	x3, x3, x4
	mrs	x4, spsel
	orr	x3, x3, x4
	mrs	x4, tpidrro_el0 /* is zero */
	orr	x3, x3, x4
	str	x3, [x0, #KSPAWN_REGS_PSTATE]
	mrs	x3, tpidr_el0
	str	x3, [x0, #KSPAWN_REGS_TLS]
gate_end:
	ldp	x3, x4, [x2, #GATE_STACK]
	mov	sp, x3
	msr	daif, x4
	each_pair ldp, sp, 0, KSPAWN_SWITCH_REGS
	add	sp, sp, #SAVED
	ret
end gate_pass

/* void gate_return(const struct kspawn_pt_regs *regs) */
function gate_return
	address	x2, gate
	ldr	x3, [x2, #GATE_GOT]
	mov	x4, #KSPAWN_REGS_SIZE
1:	sub	x4, x4, #KSPAWN_WORD
	ldr	x5, [x0, x4]
	str	x5, [x3, x4]
	cbnz	x4, 1b
	b	gate_end
end gate_return

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs)
 * With everything masked. Only code that came in through a vector of programs goes to gate_back: above it the frame pointer is
 * zero.
 */
function __wrap_kspawn_entry_exit_to_user
	mrs	x1, daif
	cmp	x1, #GATE_MASKED
	b.ne	1f
	adrp	x1, gate_frame
	str	x29, [x1, #:lo12:gate_frame]
	ldr	x1, [x0, #KSPAWN_REGS_PC]
	adr	x2, gate_back
	cmp	x1, x2
	b.ne	gate_leave
	cbz	x29, gate_return
1:	brk	#0
end __wrap_kspawn_entry_exit_to_user
