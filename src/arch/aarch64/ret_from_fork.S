/* aarch64 ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      x0 the previous thread; sp the new thread's struct kspawn_fork_frame
 * uses    x19 fn, x20 arg, x21 user registers, x29 zero: the frame-pointer chain ends here
 */
function kspawn_ret_from_fork, x30
	ldr	x19, [sp, #KSPAWN_FORK_FRAME_FN]
	ldr	x20, [sp, #KSPAWN_FORK_FRAME_ARG]
	ldr	x21, [sp, #KSPAWN_FORK_FRAME_REGS]
	mov	x29, xzr
	bl	kspawn_schedule_tail
	cbz	x19, .Lreturn_to_user
	mov	x0, x20
	blr	x19
	bl	kspawn_fn_returned
.Lreturn_to_user:
	mov	x0, x21
	bl	kspawn_return_to_user
	brk	#0
end kspawn_ret_from_fork
