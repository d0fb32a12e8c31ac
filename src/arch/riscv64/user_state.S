/* riscv64 user_state.S: floating point registers of the running user task */
#include <kspawn/arch/frame.h>
#include "asm.h"

	.attribute arch, KSPAWN_ARCH_FP

/* Each register is at 8 times its number. */
#define KSPAWN_FLOATS 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, \
	16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31

/* void kspawn_user_save(void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_save
	.irp	n, KSPAWN_FLOATS
	fsd	f\n, (8 * \n)(a0)
	.endr
	frcsr	t0
	sw	t0, KSPAWN_USER_FCSR(a0)
	ret
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      a0 state; lost: t0
 */
function kspawn_user_load
	.irp	n, KSPAWN_FLOATS
	fld	f\n, (8 * \n)(a0)
	.endr
	lw	t0, KSPAWN_USER_FCSR(a0)
	fscsr	t0
	ret
end kspawn_user_load
