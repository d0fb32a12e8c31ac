/* riscv64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 3 /* R_RISCV_RELATIVE */
#define KSPAWN_USER_ILLEGAL "unimp"
#define KSPAWN_USER_DIVISION_TRAPS 0 /* division by zero is -1 */
#define KSPAWN_USER_TLS_SET "mv tp, %0"
#define KSPAWN_USER_TLS_GET "mv %0, tp"

#include <kspawn_user_generic.h>
#endif
