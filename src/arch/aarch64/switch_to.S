/* aarch64 switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FPCR */
#include "asm.h"
#include "switch_form.h"

	FP(.arch armv8-a)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      x0 prev, x1 next
 * out     x0 the previous thread; sp the stack of next
 * kept    x19 to x30; FP: d8 to d15, FPCR
 * lost    x9 x16; FP: x10; all other registers and flags are as in the thread that switches back
 * x18 is the platform's and left alone
 */
function SWITCH_TO
	adr	x9, .Lresume
#ifdef SWITCH_FP
	mrs	x10, fpcr
	stp	x9, x10, [sp, #-SWITCH_SIZE]!
#else
	stp	x9, xzr, [sp, #-SWITCH_SIZE]!
#endif
	.cfi_adjust_cfa_offset SWITCH_SIZE
	store_pairs KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
	FP(store_pairs KSPAWN_SWITCH_D8, KSPAWN_SWITCH_FP_REGS)
	mov	x9, sp
	str	x9, [x0]
	cfi_frame_of_thread KSPAWN_BREG_X0, SWITCH_SIZE
	ldr	x9, [x1]
	mov	sp, x9
	ldr	x16, [sp, #KSPAWN_SWITCH_RESUME]
	br	x16

.Lresume:
	.cfi_def_cfa sp, SWITCH_SIZE
	resume_point SWITCH_RESUME
	FP(load_pairs KSPAWN_SWITCH_D8, KSPAWN_SWITCH_FP_REGS)
	load_pairs KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
#ifdef SWITCH_FP
	ldp	xzr, x10, [sp], #SWITCH_SIZE
#else
	add	sp, sp, #SWITCH_SIZE
#endif
	.cfi_adjust_cfa_offset -SWITCH_SIZE
	FP(msr fpcr, x10)
	ret
end SWITCH_TO
