/* loongarch64 switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FCSR */
#include "asm.h"
#include "switch_form.h"

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     a0 the previous thread; sp the stack of next
 * kept    ra, fp, s0 to s8; FP: fs0 to fs7, FCSR
 * lost    t0; all other registers are as in the thread that switches back
 * tp and r21 are the kernel's and left alone
 * The jump goes through t0: one through ra would be predicted as a return.
 */
function SWITCH_TO
	grow	SWITCH_SIZE
	store_all st.d, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	FP(each fst.d, sp, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS)
	FP(movfcsr2gr $t0, $fcsr0)
	FP(st.d $t0, $sp, KSPAWN_SWITCH_FCSR)
	la.pcrel $t0, SWITCH_RESUME
	st.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	st.d	$sp, $a0, 0
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_A0, SWITCH_SIZE
	ld.d	$sp, $a1, 0
	ld.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	jr	$t0
	.cfi_restore_state
	resume_point SWITCH_RESUME
	FP(ld.d $t0, $sp, KSPAWN_SWITCH_FCSR)
	FP(movgr2fcsr $fcsr0, $t0)
	FP(each fld.d, sp, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS)
	load_all ld.d, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	shrink	SWITCH_SIZE
	ret
end SWITCH_TO
