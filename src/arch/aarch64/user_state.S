/* aarch64 user_state.S: floating point and vector registers of the running user task */
#include "asm.h"

	.arch armv8-a

/* Each vector register is at 16 times its number. */
#define KSPAWN_VECTORS 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, \
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31

/* void kspawn_user_save(void *state)
 * in      x0 state; lost: x1
 */
function kspawn_user_save
	.irp	n, KSPAWN_VECTORS
	str	q\n, [x0, #(16 * \n)]
	.endr
	mrs	x1, fpsr
	str	w1, [x0, #KSPAWN_USER_FPSR]
	mrs	x1, fpcr
	str	w1, [x0, #KSPAWN_USER_FPCR]
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      x0 state; lost: x1
 */
function kspawn_user_load
	.irp	n, KSPAWN_VECTORS
	ldr	q\n, [x0, #(16 * \n)]
	.endr
	ldr	w1, [x0, #KSPAWN_USER_FPSR]
	msr	fpsr, x1
	ldr	w1, [x0, #KSPAWN_USER_FPCR]
	msr	fpcr, x1
	ret
end kspawn_user_load
