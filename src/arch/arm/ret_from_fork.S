/* arm ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      r0 the previous thread; sp the new thread's struct kspawn_fork_frame
 * uses    r4 fn, r5 arg, r6 user registers; r11 and r7 zero: the frame-pointer
 *         chain of either instruction set ends here
 */
function kspawn_ret_from_fork, lr
	ldr	r4, [sp, #KSPAWN_FORK_FRAME_FN]
	ldr	r5, [sp, #KSPAWN_FORK_FRAME_ARG]
	ldr	r6, [sp, #KSPAWN_FORK_FRAME_REGS]
	mov	r7, #0
	mov	r11, #0
	bl	kspawn_schedule_tail
	cmp	r4, #0
	beq	.Lreturn_to_user
	mov	r0, r5
	blx	r4
	bl	kspawn_fn_returned
.Lreturn_to_user:
	mov	r0, r6
	bl	kspawn_return_to_user
	udf	#0
end kspawn_ret_from_fork
