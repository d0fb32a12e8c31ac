/* aarch64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_LANDING_PAD hint 34 /* bti c */
#define KSPAWN_USER_R_RELATIVE 1027     /* R_AARCH64_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 0    /* division by zero is zero */
#define KSPAWN_USER_TLS_SET "msr tpidr_el0, %0"
#define KSPAWN_USER_TLS_GET "mrs %0, tpidr_el0"

#ifdef __ASSEMBLER__
#define KEPT_RETURN x9
#define RETURN_BY_KEPT ret x9
#define ALIGN_SP         \
	and x1, x0, -16; \
	mov sp, x1
#endif

#include <kspawn_user_generic.h>
#endif
