/* tests/ports/m68k/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include <asm/unistd.h>
#include "asm.h"
#include "switch_to_port.h"

#define KEPT %d2-%d7/%a2-%a6
#define KEPT_FP %fp2-%fp7
/* Two arguments, and a floating point register: sign and exponent, mantissa. */
#define FRAME 20
#define SIGN 8(%sp)
#define MANTISSA 12(%sp)
#define MANTISSA_LOW 16(%sp)
#define SAVED (FRAME + 4 + 6 * 12 + 11 * 4)

#define HOST_TLS (kspawn_test_host_tls).l

/* TLS to the word at `to`; lost: d0 */
	.macro store_tls to
	system_call __NR_get_thread_area
	move.l	%d0, \to
	.endm

/* From the word at `from`; lost: d0 d1 */
	.macro load_tls from
	move.l	\from, %d1
	system_call __NR_set_thread_area
	.endm

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      on the stack: self, whose first word is its thread; next; how
 * out     a0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the stack pointer is.
 */
function kspawn_test_switch
	movem.l	KEPT, -(%sp)
	.cfi_adjust_cfa_offset 44
	saved_at 0, 4, KSPAWN_SWITCH_REGS
	fmovem.x KEPT_FP, -(%sp)
	lea	-(FRAME + 4)(%sp), %sp
	fmove.l	%fpcr, FRAME(%sp)
	.cfi_adjust_cfa_offset 6 * 12 + 4 + FRAME
	move.l	SAVED + 4(%sp), %a0
	move.l	SAVED + 8(%sp), %d1
	move.l	SAVED + 12(%sp), %a1
	move.l	%a0, (%sp)
	move.l	%d1, 4(%sp)
	move.l	%sp, TEST_SP_BEFORE + TEST_LOW(%a0)
	move.l	#0x3fff0000, SIGN
	.set	at, TEST_IN + TEST_FP2
	.irp	register, KSPAWN_SWITCH_FP_REGS
	move.l	at(%a0), MANTISSA
	move.l	at + 4(%a0), MANTISSA_LOW
	fmovem.x SIGN, %\register
	.set	at, at + 8
	.endr
	fmove.l	TEST_IN + TEST_FPCR + TEST_LOW(%a0), %fpcr
	store_tls HOST_TLS
	load_tls TEST_IN + TEST_TLS + TEST_LOW(%a0)
	each_by	8, load, a0, TEST_IN + TEST_LOW, KSPAWN_SWITCH_REGS
	moveq	#-1, %d0
	moveq	#-1, %d1
	jsr	(%a1)
	move.l	#kspawn_test_running, %a1
	move.l	(%a1), %a1
	move.l	%sp, TEST_SP_AFTER + TEST_LOW(%a1)
	move.l	TEST_SP_BEFORE + TEST_LOW(%a1), %sp
	each_by	8, store, a1, TEST_OUT + TEST_LOW, KSPAWN_SWITCH_REGS
	.set	at, TEST_OUT + TEST_FP2
	.irp	register, KSPAWN_SWITCH_FP_REGS
	fmovem.x %\register, SIGN
	move.l	MANTISSA, at(%a1)
	move.l	MANTISSA_LOW, at + 4(%a1)
	.set	at, at + 8
	.endr
	fmove.l	%fpcr, TEST_OUT + TEST_FPCR + TEST_LOW(%a1)
	store_tls TEST_OUT + TEST_TLS + TEST_LOW(%a1)
	load_tls HOST_TLS
	lea	FRAME(%sp), %sp
	fmovem.l (%sp)+, %fpcr
	fmovem.x (%sp)+, KEPT_FP
	.cfi_adjust_cfa_offset -(6 * 12 + 4 + FRAME)
	movem.l	(%sp)+, KEPT
	.cfi_adjust_cfa_offset -44
	restored KSPAWN_SWITCH_REGS
	rts
end kspawn_test_switch

/* A form of the host's own: the same contract, another way, and nothing in the
 * other registers but junk. */
function kspawn_test_own_form
	move.l	4(%sp), %a0
	move.l	8(%sp), %a1
	movem.l	%a2-%a6, -(%sp)
	movem.l	%d2-%d7, -(%sp)
	.cfi_adjust_cfa_offset 44
	pea	(.Lresume, %pc)
	.cfi_adjust_cfa_offset 4
	move.l	%sp, (%a0)
	move.l	(%a1), %sp
	.irp	junk, d0, d1, d2, d3, d4, d5, d6, d7, a2, a3, a4, a5, a6
	move.l	#-1, %\junk
	.endr
	move.l	(%sp), %a1
	jmp	(%a1)
.Lresume:
	addq.l	#4, %sp
	.cfi_adjust_cfa_offset -4
	movem.l	(%sp)+, %d2-%d7
	movem.l	(%sp)+, %a2-%a6
	.cfi_adjust_cfa_offset -44
	rts
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	move.l	4(%sp), %d0
	move.l	#kspawn_test_entries + \index * TEST_ENTRY_SIZE, %a1
	move.l	%d0, 4(%a1)
	move.l	%sp, 12(%a1)
	move.l	%a6, 20(%a1)
	store_tls 36(%a1)
	move.l	%d0, 44(%a1)
	load_tls HOST_TLS
	fmove.l	#0, %fpcr
	.irp	junk, d0, d1, a0, a1
	move.l	#-1, %\junk
	.endr
	bra.l	\target
end \name
	.endm

#include "entries.h"
