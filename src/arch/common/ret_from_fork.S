/* src/arch/common/ret_from_fork.S: the first code of a new thread, in the words of the port's dialect.h */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      FIRST the previous thread; SP the new thread's struct kspawn_fork_frame
 * uses    KEPT_1 fn, KEPT_2 arg, KEPT_3 user registers; END_OF_FRAMES ends the frame-pointer chain here
 */
function kspawn_ret_from_fork, RETURN_ADDRESS
	access	LOAD, KEPT_1, SP, KSPAWN_FORK_FRAME_FN
	access	LOAD, KEPT_2, SP, KSPAWN_FORK_FRAME_ARG
	access	LOAD, KEPT_3, SP, KSPAWN_FORK_FRAME_REGS
	END_OF_FRAMES
	CALL(kspawn_schedule_tail)
	UNLESS(KEPT_1, .Lreturn_to_user)
	COPY(FIRST, KEPT_2)
	CALL_AT(KEPT_1)
	CALL(kspawn_fn_returned)
.Lreturn_to_user:
	COPY(FIRST, KEPT_3)
	CALL(kspawn_return_to_user)
	STOP
end kspawn_ret_from_fork
