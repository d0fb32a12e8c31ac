/* s390x user_state.S: access and floating point registers of the running user task */
#include "asm.h"

#define FLOATS f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15

/* void kspawn_user_save(void *state)
 * in      r2 state
 */
function kspawn_user_save
	stam	%a2, %a15, 0(%r2)
	stfpc	KSPAWN_USER_FPC(%r2)
	each	std, r2, KSPAWN_USER_F0, FLOATS
	br	%r14
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      r2 state
 */
function kspawn_user_load
	lam	%a2, %a15, 0(%r2)
	lfpc	KSPAWN_USER_FPC(%r2)
	each	ld, r2, KSPAWN_USER_F0, FLOATS
	br	%r14
end kspawn_user_load
