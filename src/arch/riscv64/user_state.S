/* riscv64 user_state.S: floating point registers of the running user task */
#include "asm.h"

	WITH_FP

/* void kspawn_user_save(void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_save
	each_by	8, fsd, a0, 0, KSPAWN_FLOATS
	frcsr	t0
	sw	t0, KSPAWN_USER_FCSR(a0)
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_load
	each_by	8, fld, a0, 0, KSPAWN_FLOATS
	lw	t0, KSPAWN_USER_FCSR(a0)
	fscsr	t0
	ret
end kspawn_user_load
