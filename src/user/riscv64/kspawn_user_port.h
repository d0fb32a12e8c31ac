/* riscv64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 3 /* R_RISCV_RELATIVE */
#define KSPAWN_USER_ILLEGAL "unimp"
#define KSPAWN_USER_DIVISION_TRAPS 0 /* division by zero is -1 */
#define KSPAWN_USER_TLS_SET "mv tp, %0"
#define KSPAWN_USER_TLS_GET "mv %0, tp"

#ifdef __ASSEMBLER__
#define KEPT_RETURN t0
#define RETURN_BY_KEPT jr t0
#define ALIGN_SP andi sp, sp, -16
/* Where the linker relaxes addresses to offsets from gp; zero where it does not. */
#define FOR_C                    \
	.weak __global_pointer$; \
	lla gp, __global_pointer$
#endif

#include <kspawn_user_generic.h>
#endif
