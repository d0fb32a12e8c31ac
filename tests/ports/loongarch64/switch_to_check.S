/* tests/ports/loongarch64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"
#include "switch_to_port.h"

#define FRAME 176
#define FRAME_FS0 96
#define FRAME_FCSR 160

	.macro loose registers:vararg
	.irp	register, \registers
	li.w	$\register, -1
	.endr
	.endm

/* What C++ of the host needs; lost: t1. */
	.macro load_host
	la.pcrel $t1, kspawn_test_host_tls
	ld.d	$tp, $t1, 0
	.endm

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      a0 self, whose first word is its thread; a1 next; a2 how
 * out     a0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	addi.d	$sp, $sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	store_all 0, KSPAWN_SWITCH_REGS
	each	fst.d, $sp, FRAME_FS0, KSPAWN_SWITCH_FP_REGS
	movfcsr2gr $t0, $fcsr0
	st.d	$t0, $sp, FRAME_FCSR
	st.d	$sp, $a0, TEST_SP_BEFORE
	la.pcrel $t0, kspawn_test_host_tls
	st.d	$tp, $t0, 0
	each	ld.d, $a0, TEST_IN, KSPAWN_KEPT(KSPAWN_NAME)
	each	fld.d, $a0, (TEST_IN + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	ld.d	$t0, $a0, TEST_IN + TEST_FCSR
	movgr2fcsr $fcsr0, $t0
	each	ld.d, $a0, (TEST_IN + TEST_R21), r21, tp
	loose	t0, t1, t2, t3, t4, t5, t6, t7, t8, a3, a4, a5, a6, a7
	jirl	$ra, $a2, 0
	la.pcrel $t0, kspawn_test_running
	ld.d	$t0, $t0, 0
	st.d	$sp, $t0, TEST_SP_AFTER
	ld.d	$sp, $t0, TEST_SP_BEFORE
	each	st.d, $t0, TEST_OUT, KSPAWN_KEPT(KSPAWN_NAME)
	each	fst.d, $t0, (TEST_OUT + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	movfcsr2gr $t1, $fcsr0
	st.d	$t1, $t0, TEST_OUT + TEST_FCSR
	each	st.d, $t0, (TEST_OUT + TEST_R21), r21, tp
	load_host
	ld.d	$t1, $sp, FRAME_FCSR
	movgr2fcsr $fcsr0, $t1
	each	fld.d, $sp, FRAME_FS0, KSPAWN_SWITCH_FP_REGS
	load_all 0, KSPAWN_SWITCH_REGS
	addi.d	$sp, $sp, FRAME
	.cfi_adjust_cfa_offset -FRAME
	ret
end kspawn_test_switch

#define OWN_FRAME 96

/* kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next)
 *
 * A form of its own, which only keeps the contract: another frame, the resume
 * address at sp, the previous thread in a0, and nothing else.
 */
function kspawn_test_own_form
	addi.d	$sp, $sp, -OWN_FRAME
	.cfi_adjust_cfa_offset OWN_FRAME
	store_all KSPAWN_WORD, s8, s7, s6, s5, s4, s3, s2, s1, s0, fp, ra
	la.pcrel $t1, .Lresume
	st.d	$t1, $sp, 0
	st.d	$sp, $a0, 0
	ld.d	$sp, $a1, 0
	ld.d	$t1, $sp, 0
	loose	ra, t0, t2, t3, t4, t5, t6, t7, t8, a1, a2, a3, a4, a5, a6, a7, fp, s0, s1, s2, s3, s4, \
		s5, s6, s7, s8
	jr	$t1
.Lresume:
	landing_pad_jump
	load_all KSPAWN_WORD, s8, s7, s6, s5, s4, s3, s2, s1, s0, fp, ra
	addi.d	$sp, $sp, OWN_FRAME
	.cfi_adjust_cfa_offset -OWN_FRAME
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	la.pcrel $t0, kspawn_test_entries
	addi.d	$t0, $t0, \index * TEST_ENTRY_SIZE
	each	st.d, $t0, 0, a0, sp, fp, zero, r21, tp
	load_host
	movgr2fcsr $fcsr0, $zero
	loose	t0, t1, t2, t3, t4, t5, t6, t7, t8, a1, a2, a3, a4, a5, a6, a7
	b	\target
end \name
	.endm

#include "entries.h"
