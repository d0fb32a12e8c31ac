/* arm switch_to_fp.S: from one thread to another, with callee-saved floating point and FPSCR */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      r0 prev, r1 next
 * out     r0 the previous thread; sp the stack of next
 * kept    r4 to r11, lr, d8 to d15, FPSCR
 * lost    r2, r3, r12; all other registers are as in the thread that switches back
 */
	.fpu vfpv3-d16
#define KSPAWN_FP_REGS_SIZE (KSPAWN_SWITCH_FP_SIZE - KSPAWN_SWITCH_D8)
#define KSPAWN_FP_CONTROL_SIZE (KSPAWN_SWITCH_D8 - KSPAWN_SWITCH_FPSCR)

function kspawn_switch_to_fp
	adr	r3, .Lresume + KSPAWN_THUMB_BIT
	vmrs	r2, fpscr
	push_all_fp KSPAWN_FP_REGS_SIZE, KSPAWN_SWITCH_FP_REGS
	str	r2, [sp, #-KSPAWN_FP_CONTROL_SIZE]!
	.cfi_adjust_cfa_offset KSPAWN_FP_CONTROL_SIZE
	push_all r3, KSPAWN_SWITCH_REGS
	str	sp, [r0]
	cfi_frame_of_thread KSPAWN_BREG_R0, KSPAWN_SWITCH_FP_SIZE
	ldr	sp, [r1]
	ldr	r12, [sp, #KSPAWN_SWITCH_RESUME]
	bx	r12

.Lresume:
	.cfi_def_cfa sp, KSPAWN_SWITCH_FP_SIZE
	resume_point kspawn_switch_to_fp_resume
	pop_all	r3, KSPAWN_SWITCH_REGS
	ldr	r2, [sp], #KSPAWN_FP_CONTROL_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_FP_CONTROL_SIZE
	vmsr	fpscr, r2
	pop_all_fp KSPAWN_FP_REGS_SIZE, KSPAWN_SWITCH_FP_REGS
	bx	lr
end kspawn_switch_to_fp
