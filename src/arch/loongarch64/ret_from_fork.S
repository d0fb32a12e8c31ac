/* loongarch64 ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      a0 the previous thread; sp the new thread's struct kspawn_fork_frame
 * uses    s0 fn, s1 arg, s2 user registers, fp zero: the frame-pointer chain ends here
 */
function kspawn_ret_from_fork, 1
	ld.d	$s0, $sp, KSPAWN_FORK_FRAME_FN
	ld.d	$s1, $sp, KSPAWN_FORK_FRAME_ARG
	ld.d	$s2, $sp, KSPAWN_FORK_FRAME_REGS
	move	$fp, $zero
	bl	kspawn_schedule_tail
	beqz	$s0, .Lreturn_to_user
	move	$a0, $s1
	jirl	$ra, $s0, 0
	bl	kspawn_fn_returned
.Lreturn_to_user:
	move	$a0, $s2
	bl	kspawn_return_to_user
	break	0
end kspawn_ret_from_fork
