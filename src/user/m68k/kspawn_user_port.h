/* m68k kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 22    /* R_68K_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 1 /* division by zero is SIGFPE */
#define KSPAWN_USER_TLS_CALL(block) KSPAWN_NR_set_thread_area, block, 0
#define KSPAWN_USER_ILLEGAL ".2byte 0x4afc" /* ILLEGAL */
#define KSPAWN_USER_NR_CLONE 120            /* for assembly, which sees no enumerators */
#define KSPAWN_USER_NR_VFORK 190
#define KSPAWN_USER_NR_GET_THREAD_AREA 333

#ifndef __ASSEMBLER__
enum { KSPAWN_NR_write = 4, KSPAWN_NR_get_thread_area = KSPAWN_USER_NR_GET_THREAD_AREA, KSPAWN_NR_set_thread_area = 334 };

#include <kspawn_user.h>

static inline void *tls_get(void) { return (void *)sys(KSPAWN_NR_get_thread_area, 0, 0, 0, 0, 0, 0); }
#endif
#endif
