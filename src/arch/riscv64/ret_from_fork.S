/* riscv64 ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      a0 the previous thread; sp the new thread's struct kspawn_fork_frame
 * uses    s1 fn, s2 arg, s3 user registers, s0 zero: the frame-pointer chain ends here
 */
function kspawn_ret_from_fork, ra
	REG_L	s1, KSPAWN_FORK_FRAME_FN(sp)
	REG_L	s2, KSPAWN_FORK_FRAME_ARG(sp)
	REG_L	s3, KSPAWN_FORK_FRAME_REGS(sp)
	mv	s0, zero
	call	kspawn_schedule_tail
	beqz	s1, .Lreturn_to_user
	mv	a0, s2
	jalr	s1
	call	kspawn_fn_returned
.Lreturn_to_user:
	mv	a0, s3
	call	kspawn_return_to_user
	unimp
end kspawn_ret_from_fork
