/* src/entry/aarch64/entry.S: system calls, exceptions and interrupts in EL1, and the ways back */
#include <kspawn/arch/entry.h>
#include "asm.h"

	.arch armv8-a

#define DAIF_ALL 15
#define CPACR_FPEN (3 << 20) /* floating point for EL1 and EL0 (Arm ARM, CPACR_EL1) */
#define ESR_EC_SHIFT 26
#define EC_SVC64 0x15

#define VECTOR_SIZE 128
#define VECTORS_ALIGN 2048

/* x2 to x29; `op` is stp or ldp. */
	.macro each_reg op
	each_pair \op, sp, KSPAWN_REGS_X(2), KSPAWN_X2_X15, x16, x17, KSPAWN_X18_X29
	.endm

/* The interrupted code is the caller; column 32 is pc. (DWARF for the Arm 64-bit Architecture, 4.1) */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_return_column 32
	.cfi_def_cfa x19, KSPAWN_REGS_SIZE
	.cfi_offset 32, KSPAWN_REGS_PC - KSPAWN_REGS_SIZE
	.cfi_offset sp, KSPAWN_REGS_SP - KSPAWN_REGS_SIZE
	.cfi_offset x30, KSPAWN_REGS_X(30) - KSPAWN_REGS_SIZE
	cfi_saved KSPAWN_REGS_X(18), KSPAWN_X18_X29
	.endm

/* What is left once x0, x1, x30 and sp are in the file at sp. Lost: x3 to x6; out: x0 and x19 the file, x2 FAR */
	.macro save_rest
	each_reg stp
	mrs	x3, elr_el1
	mrs	x4, spsr_el1
	stp	x3, x4, [sp, #KSPAWN_REGS_PC]
	mrs	x5, tpidr_el0
	mov	x6, #-1
	stp	x5, x6, [sp, #KSPAWN_REGS_TLS]
	mrs	x2, far_el1
	mov	x0, sp
	mov	x19, sp
	.endm

/* Loads all registers except sp, x0 and x1 from the pt_regs at x19. The exception return itself ends reservations.
 * (Arm ARM, AArch64.ExceptionReturn: ClearExclusiveLocal) */
	.macro load_regs
	mov	sp, x19
	.cfi_def_cfa sp, KSPAWN_REGS_SIZE
	ldp	x0, x1, [sp, #KSPAWN_REGS_PC]
	msr	elr_el1, x0
	msr	spsr_el1, x1
	ldr	x0, [sp, #KSPAWN_REGS_TLS]
	msr	tpidr_el0, x0
	each_reg ldp
	ldr	x30, [sp, #KSPAWN_REGS_X(30)]
	.endm

/* To EL1, whose stack may be another by now. */
	.macro return_to_kernel
	load_regs
	ldp	x0, x1, [sp, #KSPAWN_REGS_X0]
	msr	tpidrro_el0, x0
	ldr	x0, [sp, #KSPAWN_REGS_SP]
	mov	sp, x0
	.cfi_def_cfa sp, 0
	mrs	x0, tpidrro_el0
	msr	tpidrro_el0, xzr
	eret
	.endm

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      x0 cpu; out: TPIDR_EL1; lost: x1
 */
function kspawn_entry_start
	msr	tpidr_el1, x0
	msr	tpidrro_el0, xzr
	adrp	x1, kspawn_entry_vector
	add	x1, x1, #:lo12:kspawn_entry_vector
	msr	vbar_el1, x1
	mrs	x1, cpacr_el1
	orr	x1, x1, #CPACR_FPEN
	msr	cpacr_el1, x1
	isb
	ret
end kspawn_entry_start

/* x1: the cause, for kspawn_entry_trap */
	.macro load_cause kind
	.if \kind == 0
	mrs	x1, esr_el1
	.elseif \kind == KSPAWN_ENTRY_SERROR
	mrs	x1, esr_el1
	orr	x1, x1, #KSPAWN_ENTRY_SERROR
	.else
	mov	x1, #\kind
	.endif
	.endm

/* in      sp the end of the task's user registers, where the exit has left it */
	.macro vector_user kind
	.balign VECTOR_SIZE
	sub	sp, sp, #KSPAWN_REGS_SIZE
	stp	x0, x1, [sp, #KSPAWN_REGS_X0]
	load_cause \kind
	mrs	x0, sp_el0
	stp	x30, x0, [sp, #KSPAWN_REGS_X(30)]
	b	kspawn_entry_user
	.endm

/* in      sp of the kernel */
	.macro vector_kernel kind
	.balign VECTOR_SIZE
	msr	tpidrro_el0, x0
	mrs	x0, tpidr_el1
	str	x1, [x0, #KSPAWN_ENTRY_SCRATCH]
	ldr	x1, [x0, #KSPAWN_ENTRY_STACK_LOW]
	sub	x1, sp, x1
	sub	x1, x1, #KSPAWN_ENTRY_RESERVE
	neg	x1, x1
	lsr	x1, x1, #KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT
	cbz	x1, kspawn_entry_full
	ldr	x1, [x0, #KSPAWN_ENTRY_SCRATCH]
	mrs	x0, tpidrro_el0
	msr	tpidrro_el0, xzr
	sub	sp, sp, #KSPAWN_REGS_SIZE
	stp	x0, x1, [sp, #KSPAWN_REGS_X0]
	load_cause \kind
	add	x0, sp, #KSPAWN_REGS_SIZE
	stp	x30, x0, [sp, #KSPAWN_REGS_X(30)]
	b	kspawn_entry_kernel
	.endm

	.macro vector_impossible
	.balign VECTOR_SIZE
	b	kspawn_entry_impossible
	.endm

/* VBAR_EL1: everything comes in here (Arm ARM, D1.3.1.5) */
	.section .text.kspawn_entry_vector, "ax", %progbits
	.balign VECTORS_ALIGN
function kspawn_entry_vector, x30
	b	kspawn_entry_impossible
	.rept	3
	vector_impossible /* EL1 with the stack pointer of EL0 */
	.endr
	vector_kernel 0
	vector_kernel KSPAWN_ENTRY_IRQ
	vector_kernel KSPAWN_ENTRY_FIQ
	vector_kernel KSPAWN_ENTRY_SERROR
	vector_user 0
	vector_user KSPAWN_ENTRY_IRQ
	vector_user KSPAWN_ENTRY_FIQ
	vector_user KSPAWN_ENTRY_SERROR
	.rept	4
	vector_impossible /* AArch32 */
	.endr
end kspawn_entry_vector

function kspawn_entry_impossible, x30
	adrp	x0, impossible
	add	x0, x0, #:lo12:impossible
	bl	kspawn_panic
	brk	#0
end kspawn_entry_impossible

/* in      sp the file with x0, x1, x30 and sp in it; x1 cause
 * out     x0 and x19 registers, x1 cause, x2 detail; x29 zero
 */
function kspawn_entry_user, x30
	save_rest
	mrs	x3, tpidr_el1
	ldr	x3, [x3, #KSPAWN_ENTRY_STACK]
	mov	sp, x3
	mov	x29, xzr
	lsr	x3, x1, #ESR_EC_SHIFT
	cmp	x3, #EC_SVC64
	b.ne	kspawn_entry_trapped
	b	kspawn_entry_call
end kspawn_entry_user

/* in      sp the file with x0, x1, x30 and sp in it; x1 cause */
function kspawn_entry_kernel, x30
	save_rest
	b	kspawn_entry_from_kernel
end kspawn_entry_kernel

	.macro return_to_program
	load_regs
	ldr	x0, [sp, #KSPAWN_REGS_SP]
	msr	sp_el0, x0
	ldp	x0, x1, [sp, #KSPAWN_REGS_X0]
	add	sp, sp, #KSPAWN_REGS_SIZE
	eret
	.endm

	.macro note_call
	str	x8, [x19, #KSPAWN_REGS_NR]
	.endm

#define INTERRUPTS_OFF msr daifset, DAIF_ALL
#define UNLESS_TRUE(label) tbz w0, 0, label
#include "entry_skeleton.h"
	.section .rodata.kspawn_entry, "a", %progbits
impossible: .asciz "an exception from an unused mode"

/* The kernel stack is full
 *
 * in      x0 the block, x1 in it, TPIDRRO_EL0 x0
 */
function kspawn_entry_full, x30
	mov	x1, sp
	str	x1, [x0, #(KSPAWN_ENTRY_SCRATCH + KSPAWN_WORD)]
	ldr	x1, [x0, #KSPAWN_ENTRY_EMERGENCY]
	sub	x1, x1, #KSPAWN_REGS_SIZE
	mov	sp, x1
	ldr	x1, [x0, #(KSPAWN_ENTRY_SCRATCH + KSPAWN_WORD)]
	stp	x30, x1, [sp, #KSPAWN_REGS_X(30)]
	ldr	x1, [x0, #KSPAWN_ENTRY_SCRATCH]
	mrs	x0, tpidrro_el0
	msr	tpidrro_el0, xzr
	stp	x0, x1, [sp, #KSPAWN_REGS_X0]
	save_rest
	b	kspawn_entry_overflowed
end kspawn_entry_full

/* in      x0 and x19 registers */
function kspawn_entry_overflowed
	cfi_interrupted
	bl	kspawn_entry_overflow
	return_to_kernel
end kspawn_entry_overflowed
