/* aarch64 switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      x0 prev, x1 next
 * out     x0 the previous thread; sp the stack of next
 * kept    x19 to x30
 * lost    x9 x16; x1 to x8, x10 to x15, x17 and flags are as in the thread that switches back
 * x18 is the platform's and left alone
 */
function kspawn_switch_to
	adr	x9, .Lresume
	stp	x9, xzr, [sp, #-KSPAWN_SWITCH_SIZE]!
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_SIZE
	store_all KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
	mov	x9, sp
	str	x9, [x0]
	cfi_frame_of_thread KSPAWN_BREG_X0, KSPAWN_SWITCH_SIZE
	ldr	x9, [x1]
	mov	sp, x9
	ldr	x16, [sp, #KSPAWN_SWITCH_RESUME]
	br	x16

.Lresume:
	.cfi_def_cfa sp, KSPAWN_SWITCH_SIZE
	resume_point kspawn_switch_to_resume
	load_all KSPAWN_SWITCH_X19, KSPAWN_SWITCH_REGS
	add	sp, sp, #KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_SIZE
	ret
end kspawn_switch_to
