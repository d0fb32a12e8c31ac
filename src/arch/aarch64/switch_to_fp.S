/* aarch64 switch_to_fp.S: from one thread to another, with callee-saved floating point and FPCR */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      x0 prev, x1 next
 * out     x0 the previous thread; sp the stack of next
 * kept    x19 to x30, d8 to d15, FPCR
 * lost    x9 x10 x16; all other registers are as in the thread that switches back
 * x18 is the platform's and left alone
 */
	.arch armv8-a
function kspawn_switch_to_fp
	adr	x9, .Lresume
	mrs	x10, fpcr
	stp	x9, x10, [sp, #-KSPAWN_SWITCH_FP_SIZE]!
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_FP_SIZE
	store_all KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
	store_all KSPAWN_SWITCH_D8, KSPAWN_SWITCH_FP_REGS
	mov	x9, sp
	str	x9, [x0]
	cfi_frame_of_thread KSPAWN_BREG_X0, KSPAWN_SWITCH_FP_SIZE
	ldr	x9, [x1]
	mov	sp, x9
	ldr	x16, [sp, #KSPAWN_SWITCH_RESUME]
	br	x16

.Lresume:
	.cfi_def_cfa sp, KSPAWN_SWITCH_FP_SIZE
	resume_point kspawn_switch_to_fp_resume
	load_all KSPAWN_SWITCH_D8, KSPAWN_SWITCH_FP_REGS
	load_all KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
	ldp	xzr, x10, [sp], #KSPAWN_SWITCH_FP_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_FP_SIZE
	msr	fpcr, x10
	ret
end kspawn_switch_to_fp
