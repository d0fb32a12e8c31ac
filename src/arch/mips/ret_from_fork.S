/* mips ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      v0 the previous thread; t9 this address; sp the new thread's struct kspawn_fork_frame
 * uses    s0 arg, s1 fn, s2 user registers, s3 fn_returned, s4 return_to_user,
 *         fp zero: the frame-pointer chain ends here
 *
 * What is called may lose gp, so all addresses are taken before.
 */
function kspawn_ret_from_fork, $ra
	load_gp	kspawn_ret_from_fork
	PTR_L	$s0, KSPAWN_FORK_FRAME_ARG+PTR_IN_WORD($sp)
	PTR_L	$s1, KSPAWN_FORK_FRAME_FN+PTR_IN_WORD($sp)
	PTR_L	$s2, KSPAWN_FORK_FRAME_REGS+PTR_IN_WORD($sp)
	PTR_LA	$s3, kspawn_fn_returned
	PTR_LA	$s4, kspawn_return_to_user
	PTR_LA	$t9, kspawn_schedule_tail
	move	$fp, $zero
	jalr	$t9
	move	$a0, $v0
	beqz	$s1, .Lreturn_to_user
	move	$t9, $s1
	jalr	$t9
	move	$a0, $s0
	move	$t9, $s3
	jalr	$t9
	move	$a0, $v0
.Lreturn_to_user:
	move	$t9, $s4
	jalr	$t9
	move	$a0, $s2
	break
end kspawn_ret_from_fork
