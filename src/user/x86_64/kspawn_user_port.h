/* x86_64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_LANDING_PAD endbr64
#define KSPAWN_USER_R_RELATIVE 8           /* R_X86_64_RELATIVE */
#define KSPAWN_USER_TLS_END 0x7ffffffff000 /* no program has this TLS, or a higher one */
#define KSPAWN_USER_DIVISION_TRAPS 1       /* division by zero is SIGFPE */
#define KSPAWN_USER_TLS_CALL(block) KSPAWN_NR_arch_prctl, ARCH_SET_FS, block
#define KSPAWN_USER_TLS_GET "mov %%fs:0, %0"
#define KSPAWN_USER_NR_CLONE 56 /* for assembly, which sees no enumerators */
#define KSPAWN_USER_NR_VFORK 58

#ifndef __ASSEMBLER__
enum { KSPAWN_NR_write = 1, KSPAWN_NR_arch_prctl = 158 };
enum { ARCH_SET_FS = 0x1002 };

#include <kspawn_user.h>
#endif
#endif
