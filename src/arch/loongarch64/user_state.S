/* loongarch64 user_state.S: floating point registers of the running user task */
#include "asm.h"

/* void kspawn_user_save(void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_save
	each	fst.d, a0, 0, KSPAWN_FLOATS
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7
	movcf2gr $t0, $fcc\n
	st.b	$t0, $a0, KSPAWN_USER_FCC + \n
	.endr
	movfcsr2gr $t0, $fcsr0
	st.w	$t0, $a0, KSPAWN_USER_FCSR
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_load
	each	fld.d, a0, 0, KSPAWN_FLOATS
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7
	ld.b	$t0, $a0, KSPAWN_USER_FCC + \n
	movgr2cf $fcc\n, $t0
	.endr
	ld.w	$t0, $a0, KSPAWN_USER_FCSR
	movgr2fcsr $fcsr0, $t0
	ret
end kspawn_user_load
