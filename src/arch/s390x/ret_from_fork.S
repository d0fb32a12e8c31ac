/* s390x ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      r2 the previous thread; r15 the new thread's struct kspawn_fork_frame
 * uses    r6 fn, r7 arg, r8 user registers, r11 and the back chain zero: frames end here
 */
function kspawn_ret_from_fork, 0+dwarf_r14
	lmg	%r6, %r8, KSPAWN_FORK_FRAME_FN(%r15)
	lghi	%r11, 0
	stg	%r11, 0(%r15)
	brasl	%r14, kspawn_schedule_tail
	cgije	%r6, 0, .Lreturn_to_user
	lgr	%r2, %r7
	basr	%r14, %r6
	brasl	%r14, kspawn_fn_returned
.Lreturn_to_user:
	lgr	%r2, %r8
	brasl	%r14, kspawn_return_to_user
	j	.+2 /* into itself: no operation */
end kspawn_ret_from_fork
