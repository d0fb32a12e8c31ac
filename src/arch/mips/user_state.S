/* mips user_state.S: floating point registers of the running user task */
#include "asm.h"

	.set hardfloat

/* Doubles, each at a word's size times its register's number. */
	.macro each_fp op
	.irp	n, KSPAWN_USER_FP_REGS
	\op	$f\n, KSPAWN_WORD * \n($a0)
	.endr
	.endm

/* void kspawn_user_save(void *state)
 * in      a0 state; lost: v1
 */
function kspawn_user_save
	cfc1	$v1, $31
	each_fp sdc1
	jr	$ra
	sw	$v1, KSPAWN_USER_FCSR($a0)
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      a0 state; lost: v1
 */
function kspawn_user_load
	lw	$v1, KSPAWN_USER_FCSR($a0)
	each_fp ldc1
	jr	$ra
	ctc1	$v1, $31
end kspawn_user_load
