/* m68k ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      a0 the previous thread; sp the new thread's struct kspawn_fork_frame
 * uses    a2 fn, d2 arg, d3 user registers, a6 zero: the frame-pointer chain ends here; the word at sp is what is passed
 */
function kspawn_ret_from_fork, RETURN_ADDRESS
	move.l	KSPAWN_FORK_FRAME_FN(%sp), %a2
	move.l	KSPAWN_FORK_FRAME_ARG(%sp), %d2
	move.l	KSPAWN_FORK_FRAME_REGS(%sp), %d3
	suba.l	%a6, %a6
	move.l	%a0, (%sp)
	bsr.l	kspawn_schedule_tail
	tst.l	%a2
	beq.s	.Lreturn_to_user
	move.l	%d2, (%sp)
	jsr	(%a2)
	move.l	%d0, (%sp)
	bsr.l	kspawn_fn_returned
.Lreturn_to_user:
	move.l	%d3, (%sp)
	bsr.l	kspawn_return_to_user
	illegal
end kspawn_ret_from_fork
