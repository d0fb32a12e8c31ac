/* aarch64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_LANDING_PAD hint 34 /* bti c */
#define KSPAWN_USER_R_RELATIVE 1027     /* R_AARCH64_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 0    /* division by zero is zero */

#include <kspawn_user_generic.h>

#ifndef __ASSEMBLER__
/// The first word of `block` must be its own address, since ports differ.
static inline long tls_set(void *block)
{
	__asm__ volatile("msr tpidr_el0, %0" : : "r"(block) : "memory");
	return 0;
}

static inline void *tls_get(void)
{
	void *block;

	__asm__ volatile("mrs %0, tpidr_el0" : "=r"(block));
	return block;
}
#endif
#endif
