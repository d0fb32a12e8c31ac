/* arm switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FPSCR */
#include "asm.h"
#include "switch_form.h"

	FP(.fpu vfpv3-d16)
#define FP_SIZE (KSPAWN_SWITCH_FP_SIZE - KSPAWN_SWITCH_D8)
#define CONTROL_SIZE (KSPAWN_SWITCH_D8 - KSPAWN_SWITCH_FPSCR)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      r0 prev, r1 next
 * out     r0 the previous thread; sp the stack of next
 * kept    r4 to r11, lr; FP: d8 to d15, FPSCR
 * lost    r3, r12; FP: r2; all other registers and flags are as in the thread that switches back
 */
function SWITCH_TO
	adr	r3, .Lresume + KSPAWN_THUMB_BIT
	FP(vmrs r2, fpscr)
	FP(push_all_fp FP_SIZE, KSPAWN_SWITCH_FP_REGS)
	FP(str r2, [sp, #-CONTROL_SIZE]!)
	FP(.cfi_adjust_cfa_offset CONTROL_SIZE)
	push_all r3, KSPAWN_SWITCH_REGS
	str	sp, [r0]
	cfi_frame_of_thread KSPAWN_BREG_R0, SWITCH_SIZE
	ldr	sp, [r1]
	ldr	r12, [sp, #KSPAWN_SWITCH_RESUME]
	bx	r12

.Lresume:
	.cfi_def_cfa sp, SWITCH_SIZE
	resume_point SWITCH_RESUME
	pop_all	r3, KSPAWN_SWITCH_REGS
	FP(ldr r2, [sp], #CONTROL_SIZE)
	FP(.cfi_adjust_cfa_offset -CONTROL_SIZE)
	FP(vmsr fpscr, r2)
	FP(pop_all_fp FP_SIZE, KSPAWN_SWITCH_FP_REGS)
	bx	lr
end SWITCH_TO
