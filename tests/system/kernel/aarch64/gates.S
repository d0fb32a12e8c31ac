/* aarch64 gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include "asm.h"

	.arch	armv8-a

#define SAVED 96
#define VECTOR_OF_KERNEL 0x200
#define VECTOR_SIZE 0x80

/* x2 to x29, at `base`; `op` is stp or ldp. */
	.macro each_pair op, base
	each_at	\op, \base, KSPAWN_REGS_X2, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15
	each_at	\op, \base, KSPAWN_REGS_X16, x16, x17, x18, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29
	.endm

	.macro each_at op, base, offset, first, second, rest:vararg
	\op	\first, \second, [\base, #(\offset)]
	.ifnb \rest
	each_at	\op, \base, (\offset + 2 * KSPAWN_WORD), \rest
	.endif
	.endm

	.macro address_of_gate reg
	adrp	\reg, gate
	add	\reg, \reg, #:lo12:gate
	.endm

/* The rest, from where x0 is. */
	.macro load_last
	each_pair ldp, x0
	ldr	x30, [x0, #KSPAWN_REGS_X30]
	ldp	x0, x1, [x0, #KSPAWN_REGS_X0]
	.endm

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	sub	sp, sp, #SAVED
	each_at	stp, sp, 0, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30
	address_of_gate x2
	mov	x3, sp
	stp	x1, x3, [x2, #GATE_GOT]
	mrs	x3, daif
	str	x3, [x2, #GATE_DAIF]
	msr	daifset, #15
	ldr	x2, [x2, #GATE_KIND]
	adr	x3, gate_at
	msr	elr_el1, x3
	ldp	x3, x4, [x0, #KSPAWN_REGS_PC]
	msr	spsr_el1, x4
	msr	nzcv, x4
	ldr	x3, [x0, #KSPAWN_REGS_TLS]
	msr	tpidr_el0, x3
	ldr	x3, [x0, #KSPAWN_REGS_SP]
	mov	sp, x3
	cbz	x2, 1f
	sub	x2, x2, #1
	cbz	x2, 2f
	sub	x2, x2, #1
	cbz	x2, 3f
	load_last
	b	kspawn_entry_vector + VECTOR_OF_KERNEL + 3 * VECTOR_SIZE
3:	load_last
	b	kspawn_entry_vector + VECTOR_OF_KERNEL + 2 * VECTOR_SIZE
2:	load_last
	b	kspawn_entry_vector + VECTOR_OF_KERNEL + 1 * VECTOR_SIZE
1:	load_last
gate_at:
	brk	#GATE_IMMEDIATE
gate_back:
	msr	tpidrro_el0, x0
	address_of_gate x0
	str	x1, [x0, #GATE_X1]
	ldr	x0, [x0, #GATE_GOT]
	each_pair stp, x0
	str	x30, [x0, #KSPAWN_REGS_X30]
	address_of_gate x2
	ldr	x1, [x2, #GATE_X1]
	mrs	x3, tpidrro_el0
	stp	x3, x1, [x0, #KSPAWN_REGS_X0]
	msr	tpidrro_el0, xzr
	mov	x3, sp
	str	x3, [x0, #KSPAWN_REGS_SP]
	mrs	x3, nzcv
	mrs	x4, daif
	orr	x3, x3, x4
	mrs	x4, currentel
	orr	x3, x3, x4
	mrs	x4, spsel
	orr	x3, x3, x4
	str	x3, [x0, #KSPAWN_REGS_PSTATE]
	mrs	x3, tpidr_el0
	str	x3, [x0, #KSPAWN_REGS_TLS]
	ldp	x3, x4, [x2, #GATE_STACK]
	mov	sp, x3
	msr	daif, x4
	each_at	ldp, sp, 0, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28, x29, x30
	add	sp, sp, #SAVED
	ret
end gate_pass

/* void __wrap_kspawn_entry_leave(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_leave
	adrp	x1, gate_frame
	str	x29, [x1, #:lo12:gate_frame]
	b	gate_leave
end __wrap_kspawn_entry_leave
