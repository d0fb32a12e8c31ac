/* tests/ports/arm/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"
#include "address.h"
#include "switch_to_port.h"

	.fpu vfpv3-d16
#define FP_SIZE 64
#define CONTROL_SIZE 8

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      r0 self, whose first word is its thread; r1 next; r2 how
 * out     r0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	push_all_fp FP_SIZE, KSPAWN_SWITCH_FP_REGS
	push_all r3, KSPAWN_SWITCH_REGS
	vmrs	r3, fpscr
	str	r3, [sp, #-CONTROL_SIZE]!
	.cfi_adjust_cfa_offset CONTROL_SIZE
	str	sp, [r0, #(TEST_SP_BEFORE + TEST_LOW)]
	each_by 8, ldr, r0, TEST_IN + TEST_LOW, KSPAWN_KEPT(KSPAWN_NAME)
	add	r3, r0, #(TEST_IN + TEST_D8)
	vldm	r3, {KSPAWN_SWITCH_FP_REGS}
	ldr	r3, [r0, #(TEST_IN + TEST_FPSCR + TEST_LOW)]
	vmsr	fpscr, r3
	ldr	r3, [r0, #(TEST_IN + TEST_TPIDRURW + TEST_LOW)]
	mcr	p15, 0, r3, c13, c0, 2
	blx	r2
	address	r12, kspawn_test_running
	ldr	r12, [r12]
	str	sp, [r12, #(TEST_SP_AFTER + TEST_LOW)]
	ldr	sp, [r12, #(TEST_SP_BEFORE + TEST_LOW)]
	each_by 8, str, r12, TEST_OUT + TEST_LOW, KSPAWN_KEPT(KSPAWN_NAME)
	add	r3, r12, #(TEST_OUT + TEST_D8)
	vstm	r3, {KSPAWN_SWITCH_FP_REGS}
	vmrs	r3, fpscr
	str	r3, [r12, #(TEST_OUT + TEST_FPSCR + TEST_LOW)]
	mrc	p15, 0, r3, c13, c0, 2
	str	r3, [r12, #(TEST_OUT + TEST_TPIDRURW + TEST_LOW)]
	ldr	r3, [sp], #CONTROL_SIZE
	.cfi_adjust_cfa_offset -CONTROL_SIZE
	vmsr	fpscr, r3
	pop_all r3, KSPAWN_SWITCH_REGS
	pop_all_fp FP_SIZE, KSPAWN_SWITCH_FP_REGS
	bx	lr
end kspawn_test_switch

/* A form of the host's own: the same contract, another way, and nothing in the
 * other registers but junk. */
#define OWN_FRAME 48
	.macro each_own op
	each	\op, sp, 16, KSPAWN_KEPT(KSPAWN_NAME)
	\op	lr, [sp, #8]
	.endm

function kspawn_test_own_form
	sub	sp, sp, #OWN_FRAME
	.cfi_adjust_cfa_offset OWN_FRAME
	each_own str
	saved_at 16, KSPAWN_WORD, KSPAWN_KEPT(KSPAWN_NAME)
	.cfi_rel_offset lr, 8
	adr	r3, .Lresume + KSPAWN_THUMB_BIT
	str	r3, [sp]
	str	sp, [r0]
	ldr	sp, [r1]
	ldr	r12, [sp]
	.irp	junk, r1, r2, r3, lr
	mvn	\junk, #0
	.endr
	bx	r12
.Lresume:
	landing_pad_jump
	each_own ldr
	restored KSPAWN_SWITCH_REGS
	add	sp, sp, #OWN_FRAME
	.cfi_adjust_cfa_offset -OWN_FRAME
	bx	lr
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++.
 * The frame pointers of both instruction sets count as one. */
	.macro entry name, index, target
function \name
	address	r12, kspawn_test_entries
	add	r12, r12, #(\index * TEST_ENTRY_SIZE)
	orr	r3, r7, r11
	each_by 8, str, r12, TEST_LOW, r0, sp, r3
	mov	r3, #0
	vmsr	fpscr, r3
	.irp	junk, r1, r2, r3, r12
	mvn	\junk, #0
	.endr
	b	\target
end \name
	.endm

#include "entries.h"
