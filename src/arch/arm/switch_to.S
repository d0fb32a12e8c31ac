/* arm switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      r0 prev, r1 next
 * out     r0 the previous thread; sp the stack of next
 * kept    r4 to r11, lr
 * lost    r3, r12; r1, r2 and flags are as in the thread that switches back
 */
function kspawn_switch_to
	adr	r3, .Lresume + KSPAWN_THUMB_BIT
	push_all r3, KSPAWN_SWITCH_REGS
	str	sp, [r0]
	cfi_frame_of_thread KSPAWN_BREG_R0, KSPAWN_SWITCH_SIZE
	ldr	sp, [r1]
	ldr	r12, [sp, #KSPAWN_SWITCH_RESUME]
	bx	r12

.Lresume:
	.cfi_def_cfa sp, KSPAWN_SWITCH_SIZE
	resume_point kspawn_switch_to_resume
	pop_all	r3, KSPAWN_SWITCH_REGS
	bx	lr
end kspawn_switch_to
