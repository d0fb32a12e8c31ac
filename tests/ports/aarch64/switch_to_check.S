/* tests/ports/aarch64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"
#include "switch_to_port.h"

	.arch armv8-a
#define FRAME 176

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      x0 self, whose first word is its thread; x1 next; x2 how
 * out     x0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	sub	sp, sp, #FRAME
	.cfi_adjust_cfa_offset FRAME
	store_pairs 0, KSPAWN_SWITCH_REGS
	store_pairs 96, KSPAWN_SWITCH_FP_REGS
	mrs	x9, fpcr
	str	x9, [sp, #160]
	mov	x9, sp
	str	x9, [x0, #TEST_SP_BEFORE]
	mrs	x9, tpidr_el0
	adrp	x10, kspawn_test_host_tls
	str	x9, [x10, #:lo12:kspawn_test_host_tls]
	add	x9, x0, #TEST_IN
	each_pair ldp, x9, 0, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28
	ldr	x29, [x9, #80]
	each_pair ldp, x9, TEST_D8, KSPAWN_SWITCH_FP_REGS
	ldr	x10, [x9, #TEST_FPCR]
	msr	fpcr, x10
	ldr	x18, [x9, #TEST_X18]
	ldr	x10, [x9, #TEST_TPIDR]
	msr	tpidr_el0, x10
	.irp	junk, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17
	mov	\junk, #-1
	.endr
	blr	x2
	adrp	x9, kspawn_test_running
	ldr	x9, [x9, #:lo12:kspawn_test_running]
	mov	x10, sp
	str	x10, [x9, #TEST_SP_AFTER]
	ldr	x10, [x9, #TEST_SP_BEFORE]
	mov	sp, x10
	add	x9, x9, #TEST_OUT
	each_pair stp, x9, 0, x19, x20, x21, x22, x23, x24, x25, x26, x27, x28
	str	x29, [x9, #80]
	each_pair stp, x9, TEST_D8, KSPAWN_SWITCH_FP_REGS
	mrs	x10, fpcr
	str	x10, [x9, #TEST_FPCR]
	str	x18, [x9, #TEST_X18]
	mrs	x10, tpidr_el0
	str	x10, [x9, #TEST_TPIDR]
	adrp	x10, kspawn_test_host_tls
	ldr	x10, [x10, #:lo12:kspawn_test_host_tls]
	msr	tpidr_el0, x10
	ldr	x10, [sp, #160]
	msr	fpcr, x10
	load_pairs 96, KSPAWN_SWITCH_FP_REGS
	load_pairs 0, KSPAWN_SWITCH_REGS
	add	sp, sp, #FRAME
	.cfi_adjust_cfa_offset -FRAME
	ret
end kspawn_test_switch

/* A form of the host's own: the same contract, another way, and nothing in the
 * other registers but junk. */
#define OWN_FRAME 112
function kspawn_test_own_form
	sub	sp, sp, #OWN_FRAME
	.cfi_adjust_cfa_offset OWN_FRAME
	store_pairs 16, x30, x29, x28, x27, x26, x25, x24, x23, x22, x21, x20, x19
	adr	x9, .Lresume
	str	x9, [sp]
	mov	x9, sp
	str	x9, [x0]
	ldr	x9, [x1]
	mov	sp, x9
	ldr	x16, [sp]
	.irp	junk, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x17, x19, x20, x21, x22, x23, x24, \
		x25, x26, x27, x28, x29, x30
	mov	\junk, #-1
	.endr
	br	x16
.Lresume:
	landing_pad_jump
	load_pairs 16, x30, x29, x28, x27, x26, x25, x24, x23, x22, x21, x20, x19
	add	sp, sp, #OWN_FRAME
	.cfi_adjust_cfa_offset -OWN_FRAME
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	adrp	x9, kspawn_test_entries
	add	x9, x9, #:lo12:kspawn_test_entries
	add	x9, x9, #(\index * TEST_ENTRY_SIZE)
	mov	x10, sp
	stp	x0, x10, [x9]
	stp	x29, xzr, [x9, #16]
	str	x18, [x9, #32]
	mrs	x10, tpidr_el0
	str	x10, [x9, #40]
	adrp	x10, kspawn_test_host_tls
	ldr	x10, [x10, #:lo12:kspawn_test_host_tls]
	msr	tpidr_el0, x10
	msr	fpcr, xzr
	.irp	junk, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17, x18
	mov	\junk, #-1
	.endr
	b	\target
end \name
	.endm

#include "entries.h"
