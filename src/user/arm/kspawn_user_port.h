/* arm kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 23    /* R_ARM_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 0 /* division by zero is zero, see division.c */
#define KSPAWN_USER_TLS_CALL(block) KSPAWN_NR_set_tls, block, 0
#define KSPAWN_USER_TLS_GET "mrc p15, 0, %0, c13, c0, 3" /* TPIDRURO */
#define KSPAWN_USER_NR_CLONE 120                         /* for assembly, which sees no enumerators */
#define KSPAWN_USER_NR_VFORK 190

#ifdef __ASSEMBLER__
/* clang-format off */
	.syntax unified
#ifdef __thumb__
	.thumb
#define KSPAWN_USER_PC_AHEAD 4 /* bytes that pc reads ahead of an instruction */
#else
	.arm
#define KSPAWN_USER_PC_AHEAD 8
#endif
	.eabi_attribute Tag_ABI_align_needed, 1
	.eabi_attribute Tag_ABI_align_preserved, 1
	.eabi_attribute Tag_ABI_VFP_args, 3 /* no floating point arguments: fits any ABI */
/* clang-format on */
#else
#define KSPAWN_USER_ILLEGAL ".4byte 0xe7f0def0" /* UDF, in either instruction set */

enum { KSPAWN_NR_write = 4, KSPAWN_NR_set_tls = 0x0f0005 };

#include <kspawn_user.h>
#endif
#endif
