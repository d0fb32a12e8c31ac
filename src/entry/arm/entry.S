/* src/entry/arm/entry.S: system calls, exceptions and interrupts in PL1, and the ways back
 *
 * In ARM state whatever the rest is compiled to: Thumb cannot store the registers of user mode. */
#include <kspawn/arch/entry.h>
#include "asm.h"
#define KSPAWN_PC_AHEAD 8 /* ARM state */
#include "address.h"

	.arch armv7-a
	.fpu neon
	.arm

/* CPSR. (ARMv7-A ARM, B1.3.1) */
#define MODE_FIQ 0x11
#define MODE_IRQ 0x12
#define MODE_SVC 0x13
#define MODE_ABORT 0x17
#define MODE_UNDEFINED 0x1b
#define MODE 0x1f
#define MODE_NOT_USER 7 /* bits of which user mode has none, and each other some */

#define CPACR_NO_NEON (3 << 30)
#define CPACR_FP (15 << 20) /* floating point for PL1 and PL0 (ibid., CPACR) */
#define FPEXC_EN (1 << 30)

#define VECTORS_ALIGN 32

/* The interrupted code is the caller; column 15 is pc. (DWARF for the Arm Architecture, 4.1) */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_return_column 15
	.cfi_def_cfa r4, KSPAWN_REGS_SIZE
	cfi_saved KSPAWN_REGS_R(4), KSPAWN_KEPT(KSPAWN_NAME), r12, sp, lr, pc
	.endm

	.macro block_of_cpu reg
	mrc	p15, 0, \reg, c13, c0, 4 /* TPIDRPRW */
	.endm

/* r1: the cause, r2: the detail, for kspawn_entry_trap */
	.macro load_cause kind
	.if \kind == KSPAWN_ENTRY_FETCH
	mrc	p15, 0, r1, c5, c0, 1 /* IFSR */
	mrc	p15, 0, r2, c6, c0, 2 /* IFAR */
	orr	r1, r1, #\kind
	.elseif \kind == KSPAWN_ENTRY_DATA
	mrc	p15, 0, r1, c5, c0, 0 /* DFSR */
	mrc	p15, 0, r2, c6, c0, 0 /* DFAR */
	orr	r1, r1, #\kind
	.else
	mov	r1, #\kind
	mov	r2, #0
	.endif
	.endm

/* From what is in the block at r0, and sp of the kernel in r3: the file at sp. Lost: r3 to r9; out: r0 and r4 the
 * file. What is a program's alone, from TLS on, is left as it is. */
	.macro save_kernel
	str	lr, [sp, #KSPAWN_REGS_LR]
	str	r3, [sp, #KSPAWN_REGS_SP]
	add	r3, sp, #KSPAWN_REGS_R(4)
	stm	r3, {r4-r12}
	ldm	r0, {r4-r9}
	stm	sp, {r4-r7}
	str	r8, [sp, #KSPAWN_REGS_PC]
	str	r9, [sp, #KSPAWN_REGS_CPSR]
	mov	r0, sp
	mov	r4, sp
	.endm

/* What is left once the file has all from r0 to CPSR in it, and sp is at its pc. Lost: r3; out: r0 and r4 the file, sp
 * the kernel's; r11 and r7 zero: the frame-pointer chain of either instruction set ends here. TPIDRURO is as it was. */
	.macro save_user number
	sub	r4, sp, #KSPAWN_REGS_PC
	str	\number, [r4, #KSPAWN_REGS_NR]
	mrc	p15, 0, r3, c13, c0, 2 /* TPIDRURW */
	str	r3, [r4, #KSPAWN_REGS_TLS_RW]
	block_of_cpu r3
	ldr	sp, [r3, #KSPAWN_ENTRY_STACK]
	mov	r0, r4
	mov	r7, #0
	mov	r11, #0
	.endm

/* From the file at r4, to SVC mode, whose stack may be another by now: by way of a mode whose lr and SPSR are
 * free. */
	.macro return_to_kernel
	clrex
	mov	r0, r4
	.cfi_def_cfa r0, KSPAWN_REGS_SIZE
	ldr	sp, [r0, #KSPAWN_REGS_SP]
	ldr	lr, [r0, #KSPAWN_REGS_LR]
	cps	#MODE_ABORT
	ldr	lr, [r0, #KSPAWN_REGS_CPSR]
	msr	spsr_cxsf, lr
	ldr	lr, [r0, #KSPAWN_REGS_PC]
	ldm	r0, {r0-r12}
	movs	pc, lr
	.endm

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      r0 cpu; out: TPIDRPRW, sp of all modes but SVC and user; lost: r1
 */
function kspawn_entry_start
	mcr	p15, 0, r0, c13, c0, 4
	.irp	mode, MODE_FIQ, MODE_IRQ, MODE_ABORT, MODE_UNDEFINED
	cps	#\mode
	mov	sp, r0
	.endr
	cps	#MODE_SVC
	address	r1, kspawn_entry_vector
	mcr	p15, 0, r1, c12, c0, 0 /* VBAR */
	mrc	p15, 0, r1, c1, c0, 2  /* CPACR */
	bic	r1, r1, #CPACR_NO_NEON
	orr	r1, r1, #CPACR_FP
	mcr	p15, 0, r1, c1, c0, 2
	isb
	mov	r1, #FPEXC_EN
	vmsr	fpexc, r1
	bx	lr
end kspawn_entry_start

/* VBAR: everything comes in here (ARMv7-A ARM, B1.8.1) */
	.section .text.kspawn_entry_vector, "ax", %progbits
	.balign VECTORS_ALIGN
function kspawn_entry_vector, lr
	b	kspawn_entry_impossible
	b	kspawn_entry_undefined
	b	kspawn_entry_svc
	b	kspawn_entry_fetch
	b	kspawn_entry_data
	b	kspawn_entry_impossible /* of a hypervisor */
	b	kspawn_entry_irq
	b	kspawn_entry_fiq
end kspawn_entry_vector

/* One of the other modes: to SVC mode, where user mode has left sp in the file, or the kernel its own. r0 to r3 are in
 * the block meanwhile. `further` is what pc is ahead by.
 *
 * in      sp the block; lr, SPSR
 */
	.macro entry_of name, further, kind
function kspawn_entry_\name, lr
	.if \kind == KSPAWN_ENTRY_UNDEFINED
	str	r0, [sp, #KSPAWN_ENTRY_SCRATCH]
	mrs	r0, spsr
	tst	r0, #KSPAWN_CPSR_T
	subeq	lr, lr, #\further
	subne	lr, lr, #(\further / 2)
	.else
	sub	lr, lr, #\further
	str	r0, [sp, #KSPAWN_ENTRY_SCRATCH]
	mrs	r0, spsr
	.endif
	tst	r0, #MODE_NOT_USER
	bne	1f
	ldr	r0, [sp, #KSPAWN_ENTRY_SCRATCH]
	srsdb	sp!, #MODE_SVC
	cps	#MODE_SVC
	stmdb	sp, {r0-lr}^
	load_cause \kind
	b	kspawn_entry_user
1:	stmib	sp, {r1-r3, lr}
	load_cause \kind
	b	kspawn_entry_kernel
end kspawn_entry_\name
	.endm

	entry_of undefined, 4, KSPAWN_ENTRY_UNDEFINED
	entry_of fetch, 4, KSPAWN_ENTRY_FETCH
	entry_of data, 8, KSPAWN_ENTRY_DATA
	entry_of irq, 4, KSPAWN_ENTRY_IRQ
	entry_of fiq, 4, KSPAWN_ENTRY_FIQ

/* in      sp where user mode has left it; lr, SPSR; r7 number */
function kspawn_entry_svc, lr
	srsdb	sp!, #MODE_SVC
	stmdb	sp, {r0-lr}^
	mrs	r0, spsr
	tst	r0, #MODE_NOT_USER
	bne	kspawn_entry_impossible
	save_user r7
	b	kspawn_entry_call
end kspawn_entry_svc

/* in      sp at pc of the file, r1 cause, r2 detail */
function kspawn_entry_user, lr
	mvn	r7, #0
	save_user r7
	b	kspawn_entry_trapped
end kspawn_entry_user

/* in      sp the block with r0 to r3 and pc in it; r0 SPSR, r1 cause, r2 detail */
function kspawn_entry_kernel, lr
	str	r0, [sp, #KSPAWN_ENTRY_SCRATCH_CPSR]
	and	r0, r0, #MODE
	cmp	r0, #MODE_SVC
	bne	kspawn_entry_impossible
	mov	r0, sp
	cps	#MODE_SVC
	ldr	r3, [r0, #KSPAWN_ENTRY_STACK_LOW]
	add	r3, r3, #KSPAWN_ENTRY_RESERVE
	sub	r3, r3, sp
	lsrs	r3, r3, #KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT
	mov	r3, sp
	beq	kspawn_entry_full
	sub	sp, sp, #KSPAWN_REGS_SIZE
	bic	sp, sp, #(KSPAWN_STACK_ALIGN - 1)
	save_kernel
	b	kspawn_entry_from_kernel
end kspawn_entry_kernel

	.macro return_to_program
	clrex
	ldr	r0, [r4, #KSPAWN_REGS_TLS]
	mcr	p15, 0, r0, c13, c0, 3 /* TPIDRURO */
	ldr	r0, [r4, #KSPAWN_REGS_TLS_RW]
	mcr	p15, 0, r0, c13, c0, 2 /* TPIDRURW */
	add	sp, r4, #KSPAWN_REGS_PC
	ldmdb	sp, {r0-lr}^
	rfeia	sp!
	.endm

	.macro note_call /* which save_user has done */
	.endm

#define INTERRUPTS_OFF cpsid i
#define UNLESS_TRUE(label) cmp r0, 0; beq label
#include "entry_skeleton.h"

function kspawn_entry_impossible, lr
	block_of_cpu r0
	cps	#MODE_SVC
	ldr	sp, [r0, #KSPAWN_ENTRY_EMERGENCY]
	address	r0, impossible
	bl	kspawn_panic
	udf	#0
end kspawn_entry_impossible
	.section .rodata.kspawn_entry, "a", %progbits
impossible: .asciz "an exception from an unused mode"

/* The kernel stack is full
 *
 * in      r0 the block with r0 to r3, pc and CPSR in it; r3 sp
 */
function kspawn_entry_full, lr
	ldr	sp, [r0, #KSPAWN_ENTRY_EMERGENCY]
	sub	sp, sp, #KSPAWN_REGS_SIZE
	save_kernel
	b	kspawn_entry_overflowed
end kspawn_entry_full

/* in      r0 and r4 registers */
function kspawn_entry_overflowed
	cfi_interrupted
	bl	kspawn_entry_overflow
	return_to_kernel
end kspawn_entry_overflowed
