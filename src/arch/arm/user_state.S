/* arm user_state.S: floating point and vector registers of the running user task */
#include "asm.h"

	.fpu neon

/* d0 to the last, by groups of 16, which is what one instruction moves. */
	.macro each_vector op
	\op	r0!, {d0-d15}
#if KSPAWN_USER_VFP_COUNT == 32
	\op	r0!, {d16-d31}
#endif
	.endm

/* void kspawn_user_save(void *state)
 * in      r0 state; lost: r0 r1
 */
function kspawn_user_save
	each_vector vstm
	vmrs	r1, fpscr
	str	r1, [r0]
	bx	lr
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      r0 state; lost: r0 r1
 */
function kspawn_user_load
	each_vector vldm
	ldr	r1, [r0]
	vmsr	fpscr, r1
	bx	lr
end kspawn_user_load
