/* loongarch64 switch_to_fp.S: from one thread to another, with callee-saved floating point and FCSR */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     a0 the previous thread; sp the stack of next
 * kept    ra, fp, s0 to s8, fs0 to fs7, FCSR
 * lost    t0; all other registers are as in the thread that switches back
 * tp and r21 are the kernel's and left alone
 * The jump goes through t0: one through ra would be predicted as a return.
 */
function kspawn_switch_to_fp
	addi.d	$sp, $sp, -KSPAWN_SWITCH_FP_SIZE
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_FP_SIZE
	store_all KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	each	fst.d, $sp, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS
	movfcsr2gr $t0, $fcsr0
	st.d	$t0, $sp, KSPAWN_SWITCH_FCSR
	la.pcrel $t0, kspawn_switch_to_fp_resume
	st.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	st.d	$sp, $a0, 0
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_A0, KSPAWN_SWITCH_FP_SIZE
	ld.d	$sp, $a1, 0
	ld.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	jr	$t0
	.cfi_restore_state
	resume_point kspawn_switch_to_fp_resume
	ld.d	$t0, $sp, KSPAWN_SWITCH_FCSR
	movgr2fcsr $fcsr0, $t0
	each	fld.d, $sp, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS
	load_all KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	addi.d	$sp, $sp, KSPAWN_SWITCH_FP_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_FP_SIZE
	ret
end kspawn_switch_to_fp
