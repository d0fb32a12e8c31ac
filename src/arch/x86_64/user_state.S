/* x86_64 user_state.S: floating point and vector registers of the running user task */
#include "asm.h"

/* void kspawn_user_save(void *state)
 * in      rdi state
 */
function kspawn_user_save
	fxsave64 (%rdi)
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      rdi state
 */
function kspawn_user_load
	fxrstor64 (%rdi)
	ret
end kspawn_user_load
