/* s390x switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FPC */
#include "asm.h"
#include "switch_form.h"

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      r2 prev, r3 next
 * out     r2 the previous thread; r15 the stack of next
 * kept    r6 to r14; FP: f8 to f15, FPC
 * lost    r1, r5; all other registers are as in the thread that switches back
 */
function SWITCH_TO
	grow	SWITCH_SIZE
	larl	%r5, SWITCH_RESUME
	stmg	%r5, %r14, KSPAWN_SWITCH_RESUME(%r15)
	saved_at KSPAWN_SWITCH_R6, KSPAWN_WORD, KSPAWN_SWITCH_REGS
	FP(store_all std, KSPAWN_SWITCH_F8, KSPAWN_SWITCH_FP_REGS)
	FP(stfpc KSPAWN_SWITCH_FPC(%r15))
	stg	%r15, 0(%r2)
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_R2, KSPAWN_CALL_AREA+SWITCH_SIZE
	lg	%r15, 0(%r3)
	lg	%r1, KSPAWN_SWITCH_RESUME(%r15)
	br	%r1
	.cfi_restore_state
	resume_point SWITCH_RESUME
	FP(lfpc KSPAWN_SWITCH_FPC(%r15))
	FP(load_all ld, KSPAWN_SWITCH_F8, KSPAWN_SWITCH_FP_REGS)
	lmg	%r6, %r14, KSPAWN_SWITCH_R6(%r15)
	restored KSPAWN_SWITCH_REGS
	shrink	SWITCH_SIZE
	br	%r14
end SWITCH_TO
