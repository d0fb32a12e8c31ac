/* powerpc switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FPSCR */
#include "asm.h"
#include "switch_form.h"

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      r3 prev, r4 next
 * out     r3 the previous thread; r1 the stack of next
 * kept    r14 to r31, LR, CR2 to CR4; FP: f14 to f31, FPSCR
 * lost    r0, r12, CTR; FP: f0; all other registers are as in the thread that switches back
 * r2 and r13 are the kernel's and left alone
 * This form of bcl is none of a call, so that the prediction of returns stays right. (Power ISA, 2.4)
 */
function SWITCH_TO
	grow	SWITCH_SIZE
	store_all STORE, KSPAWN_SWITCH_LR, KSPAWN_SWITCH_REGS
	FP(store_by 8, stfd, KSPAWN_SWITCH_F14, KSPAWN_SWITCH_FP_REGS)
	FP(mffs %f0)
	FP(stfd %f0, KSPAWN_SWITCH_FPSCR(%r1))
	bcl	20, 31, .Lhere
.Lhere:
	mflr	%r12
	addi	%r12, %r12, SWITCH_RESUME - .Lhere
	STORE	%r12, KSPAWN_SWITCH_RESUME(%r1)
	STORE	%r1, 0(%r3)
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_R3, SWITCH_SIZE
	LOAD	%r1, 0(%r4)
	LOAD	%r12, KSPAWN_SWITCH_RESUME(%r1)
	mtctr	%r12
	bctr
	.cfi_restore_state
	resume_point SWITCH_RESUME
	FP(lfd %f0, KSPAWN_SWITCH_FPSCR(%r1))
	FP(mtfsf 0xff, %f0)
	FP(load_by 8, lfd, KSPAWN_SWITCH_F14, KSPAWN_SWITCH_FP_REGS)
	load_all LOAD, KSPAWN_SWITCH_LR, KSPAWN_SWITCH_REGS
	shrink	SWITCH_SIZE
	blr
end SWITCH_TO
