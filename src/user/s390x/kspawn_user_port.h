/* s390x kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 12 /* R_390_RELATIVE */
#define KSPAWN_USER_ILLEGAL ".2byte 0"
#define KSPAWN_USER_DIVISION_TRAPS 1 /* division by zero is SIGFPE */
#define KSPAWN_USER_TLS_SET "sar %%a1, %0\n\tsrlg %0, %0, 32\n\tsar %%a0, %0"
#define KSPAWN_USER_TLS_GET "ear %0, %%a0\n\tsllg %0, %0, 32\n\tear %0, %%a1"
#define KSPAWN_USER_NR_VFORK 190 /* for assembly, which sees no enumerators */

#ifndef __ASSEMBLER__
enum { KSPAWN_NR_write = 4 };

#include <kspawn_user.h>
#endif
#endif
