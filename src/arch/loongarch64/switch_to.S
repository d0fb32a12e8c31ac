/* loongarch64 switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     a0 the previous thread; sp the stack of next
 * kept    ra, fp, s0 to s8
 * lost    t0; all other registers are as in the thread that switches back
 * tp and r21 are the kernel's and left alone
 * The jump goes through t0: one through ra would be predicted as a return.
 */
function kspawn_switch_to
	addi.d	$sp, $sp, -KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_SIZE
	store_all KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	la.pcrel $t0, kspawn_switch_to_resume
	st.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	st.d	$sp, $a0, 0
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_A0, KSPAWN_SWITCH_SIZE
	ld.d	$sp, $a1, 0
	ld.d	$t0, $sp, KSPAWN_SWITCH_RESUME
	jr	$t0
	.cfi_restore_state
	resume_point kspawn_switch_to_resume
	load_all KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	addi.d	$sp, $sp, KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_SIZE
	ret
end kspawn_switch_to
