/* tests/ports/riscv64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include <kspawn/arch/abi.h>
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"
#include "switch_to_port.h"

	.attribute arch, KSPAWN_ARCH_FP
#define FRAME 208
#define FRAME_FS0 104
#define FRAME_FCSR 200

/* What C++ of the host needs; lost: t1. In a kernel tp is the processor's, for an interrupt between two instructions too. */
	.macro load_host
	lla	gp, __global_pointer$
	lla	t1, kspawn_test_host_tls
	REG_L	tp, (t1)
	.endm

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      a0 self, whose first word is its thread; a1 next; a2 how
 * out     a0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	addi	sp, sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	store_by 8, REG_S, 0, KSPAWN_SWITCH_REGS
	store_by 8, fsd, FRAME_FS0, KSPAWN_SWITCH_FP_REGS
	frcsr	t0
	REG_S	t0, FRAME_FCSR(sp)
	REG_S	sp, TEST_SP_BEFORE(a0)
	REG_S	tp, kspawn_test_host_tls, t0
	each_by 8, REG_L, a0, TEST_IN, KSPAWN_KEPT(KSPAWN_NAME)
	each_by 8, fld, a0, (TEST_IN + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	REG_L	t0, (TEST_IN + TEST_FCSR)(a0)
	fscsr	t0
	REG_L	gp, (TEST_IN + TEST_GP)(a0)
#ifndef KSPAWN_TEST_KERNEL
	REG_L	tp, (TEST_IN + TEST_TP)(a0)
#endif
	.irp	junk, t0, t1, t2, t3, t4, t5, t6, a3, a4, a5, a6, a7
	li	\junk, -1
	.endr
	jalr	a2
	REG_L	t0, kspawn_test_running
	REG_S	sp, TEST_SP_AFTER(t0)
	REG_L	sp, TEST_SP_BEFORE(t0)
	each_by 8, REG_S, t0, TEST_OUT, KSPAWN_KEPT(KSPAWN_NAME)
	each_by 8, fsd, t0, (TEST_OUT + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	frcsr	t1
	REG_S	t1, (TEST_OUT + TEST_FCSR)(t0)
	REG_S	gp, (TEST_OUT + TEST_GP)(t0)
	REG_S	tp, (TEST_OUT + TEST_TP)(t0)
	load_host
	REG_L	t1, FRAME_FCSR(sp)
	fscsr	t1
	load_by 8, fld, FRAME_FS0, KSPAWN_SWITCH_FP_REGS
	load_by 8, REG_L, 0, KSPAWN_SWITCH_REGS
	addi	sp, sp, FRAME
	.cfi_adjust_cfa_offset -FRAME
	ret
end kspawn_test_switch

#define OWN_FRAME 112

/* kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next)
 *
 * A form of its own, which only keeps the contract: another frame, the resume
 * address at sp, the previous thread in a0, and nothing else.
 */
function kspawn_test_own_form
	addi	sp, sp, -OWN_FRAME
	.cfi_adjust_cfa_offset OWN_FRAME
	store_all REG_S, KSPAWN_WORD, s11, s10, s9, s8, s7, s6, s5, s4, s3, s2, s1, s0, ra
	lla	t1, .Lresume
	REG_S	t1, (sp)
	REG_S	sp, (a0)
	REG_L	sp, (a1)
	REG_L	t1, (sp)
	.irp	junk, ra, t0, t2, t3, t4, t5, t6, a1, a2, a3, a4, a5, a6, a7, s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
	li	\junk, -1
	.endr
	jr	t1
.Lresume:
	landing_pad_jump
	load_all REG_L, KSPAWN_WORD, s11, s10, s9, s8, s7, s6, s5, s4, s3, s2, s1, s0, ra
	addi	sp, sp, OWN_FRAME
	.cfi_adjust_cfa_offset -OWN_FRAME
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	lla	t0, kspawn_test_entries + \index * TEST_ENTRY_SIZE
	each_by 8, REG_S, t0, 0, a0, sp, s0, zero, gp, tp
	load_host
	fscsr	zero
	.irp	junk, t0, t2, t3, t4, t5, t6, a1, a2, a3, a4, a5, a6, a7
	li	\junk, -1
	.endr
	tail	\target
end \name
	.endm

#include "entries.h"
