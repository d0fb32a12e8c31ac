/* src/user/kspawn_user_generic.h: user programs where Linux has its generic numbers and no fork or vfork */
#ifndef KSPAWN_USER_GENERIC_H
#define KSPAWN_USER_GENERIC_H

#define KSPAWN_USER_NR_CLONE 220       /* for assembly, which sees no enumerators */
#define KSPAWN_USER_VFORK_FLAGS 0x4111 /* CLONE_VFORK, CLONE_VM, SIGCHLD */

#ifndef __ASSEMBLER__
enum { KSPAWN_NR_write = 64 };

#include <kspawn_user.h>

static inline long sys_fork(void) { return sys(KSPAWN_NR_clone, 17 /* SIGCHLD */, 0, 0, 0, 0, 0); }
#endif
#endif
