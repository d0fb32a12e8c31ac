/* riscv64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_LANDING_PAD  /* an indirect branch may land anywhere */
#define KSPAWN_USER_R_RELATIVE 3 /* R_RISCV_RELATIVE */
#define KSPAWN_USER_ILLEGAL "unimp"
#define KSPAWN_USER_DIVISION_TRAPS 0 /* division by zero is -1 */

#include <kspawn_user_generic.h>

#ifndef __ASSEMBLER__
/// The first word of `block` must be its own address, since ports differ.
static inline long tls_set(void *block)
{
	__asm__ volatile("mv tp, %0" : : "r"(block) : "memory");
	return 0;
}

static inline void *tls_get(void)
{
	void *block;

	__asm__ volatile("mv %0, tp" : "=r"(block));
	return block;
}
#endif
#endif
