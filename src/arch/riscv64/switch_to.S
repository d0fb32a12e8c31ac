/* riscv64 switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and fcsr */
#include "asm.h"
#include "switch_form.h"

	FP(WITH_FP)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     a0 the previous thread; sp the stack of next
 * kept    ra, s0 to s11; FP: fs0 to fs11, fcsr
 * lost    t1; all other registers are as in the thread that switches back
 * gp and tp are the kernel's and left alone
 * The jumps go through t1: one through ra or t0 would be predicted as a call or a return.
 */
function SWITCH_TO
	grow	SWITCH_SIZE
	store_all STORE, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	FP(store_by 8, fsd, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS)
	FP(frcsr t1)
	FP(STORE t1, KSPAWN_SWITCH_FCSR(sp))
	.cfi_remember_state
	jal	t1, .Lleave /* with the address of what follows in t1: there it resumes */
	resume_point SWITCH_RESUME
	FP(LOAD t1, KSPAWN_SWITCH_FCSR(sp))
	FP(fscsr t1)
	FP(load_by 8, fld, KSPAWN_SWITCH_FS0, KSPAWN_SWITCH_FP_REGS)
	load_all LOAD, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	shrink	SWITCH_SIZE
	ret

.Lleave:
	.cfi_restore_state
	STORE	t1, KSPAWN_SWITCH_RESUME(sp)
	STORE	sp, (a0)
	cfi_frame_of_thread KSPAWN_BREG_A0, SWITCH_SIZE
	LOAD	sp, (a1)
	LOAD	t1, KSPAWN_SWITCH_RESUME(sp)
	jr	t1
end SWITCH_TO
