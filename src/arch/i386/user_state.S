/* i386 user_state.S: floating point and vector registers of the running user task */
#include "asm.h"

/* void kspawn_user_save(void *state)
 * in      4(esp) state; lost: eax
 */
function kspawn_user_save
	mov	4(%esp), %eax
	fxsave	(%eax)
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      4(esp) state; lost: eax
 */
function kspawn_user_load
	mov	4(%esp), %eax
	fxrstor	(%eax)
	ret
end kspawn_user_load
