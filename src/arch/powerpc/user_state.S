/* powerpc user_state.S: floating point registers of the running user task */
#include "asm.h"

#define FLOATS                                                                                                         \
	f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23,  \
		f24, f25, f26, f27, f28, f29, f30, f31

/* void kspawn_user_save(void *state)
 * in      r3 state
 */
function kspawn_user_save
	each_by	8, stfd, r3, 0, FLOATS
	mffs	%f0
	stfd	%f0, KSPAWN_USER_FPSCR(%r3)
	lfd	%f0, 0(%r3)
	blr
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      r3 state
 */
function kspawn_user_load
	lfd	%f0, KSPAWN_USER_FPSCR(%r3)
	mtfsf	0xff, %f0
	each_by	8, lfd, r3, 0, FLOATS
	blr
end kspawn_user_load
