/* mips kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_DIVISION_TRAPS 0 /* with -mno-check-zero-division: QEMU takes the trap for a breakpoint */
#define KSPAWN_USER_TLS_CALL(block) KSPAWN_NR_set_thread_area, block, 0
#define KSPAWN_USER_TLS_GET ".set push\n\t.set mips32r2\n\trdhwr %0, $29\n\t.set pop"
#define KSPAWN_USER_ILLEGAL ".4byte 0x39" /* SPECIAL, a reserved function */
#define KSPAWN_USER_VFORK_FLAGS 0x4112    /* CLONE_VFORK, CLONE_VM, SIGCHLD */
#if _MIPS_SIM == _ABIO32
#define KSPAWN_USER_R_RELATIVE 3  /* R_MIPS_REL32 */
#define KSPAWN_USER_NR_CLONE 4120 /* for assembly, which sees no enumerators */
/* Bytes above sp that the caller of the gate gives it: Linux finds arguments 4 and 5 at 16 and 20. */
#define KSPAWN_USER_GATE_AREA 24
#else
/* R_MIPS_REL32 of R_MIPS_64: there are three types, in bytes of their own. */
#define KSPAWN_USER_R_RELATIVE (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 0x0312ul << 48 : 0x1203ul)
#define KSPAWN_USER_NR_CLONE 5055
#define KSPAWN_USER_GATE_AREA 0
#endif

#ifndef __ASSEMBLER__
#if _MIPS_SIM == _ABIO32
enum { KSPAWN_NR_write = 4004, KSPAWN_NR_set_thread_area = 4283 };
#else
enum { KSPAWN_NR_write = 5001, KSPAWN_NR_set_thread_area = 5242 };
#endif

#include <kspawn_user.h>
#endif
#endif
