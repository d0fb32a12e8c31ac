/* src/arch/common/user_state.S: floating point of the running user task, in the words of the port's dialect.h */
#include <kspawn/frame.h>

#include "asm.h"

	WITH_FP

/* void kspawn_user_save(void *state)
 * in      FIRST state; lost: what store_control names
 */
function kspawn_user_save
	each_by	8, STORE_FP, FIRST, KSPAWN_USER_F0, KSPAWN_FLOATS
	store_control FIRST
	RETURN
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      FIRST state; lost: what load_control names. Where the state has registers of which these are parts, LOAD_REST
 *         loads them
 */
function kspawn_user_load
	load_control FIRST
	each_by	8, LOAD_FP, FIRST, KSPAWN_USER_F0, KSPAWN_FLOATS
#ifdef LOAD_REST
	LOAD_REST
#endif
	RETURN
end kspawn_user_load
