/* x86_64 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_LANDING_PAD endbr64
#define KSPAWN_USER_R_RELATIVE 8           /* R_X86_64_RELATIVE */
#define KSPAWN_USER_TLS_END 0x7ffffffff000 /* no program has this TLS, or a higher one */
#define KSPAWN_USER_DIVISION_TRAPS 1       /* division by zero is SIGFPE */
#define KSPAWN_USER_NR_CLONE 56            /* for assembly, which sees no enumerators */
#define KSPAWN_USER_NR_VFORK 58

#ifndef __ASSEMBLER__
enum { KSPAWN_NR_write = 1, KSPAWN_NR_arch_prctl = 158 };
enum { ARCH_SET_FS = 0x1002 };

#include <kspawn_user.h>

KSPAWN_ASSERT((int)KSPAWN_USER_NR_CLONE == (int)KSPAWN_NR_clone, "clone");
KSPAWN_ASSERT((int)KSPAWN_USER_NR_VFORK == (int)KSPAWN_NR_vfork, "vfork");

static inline long sys_fork(void) { return sys(KSPAWN_NR_fork, 0, 0, 0, 0, 0, 0); }

/// The first word of `block` must be its own address, as the ABI has it.
static inline long tls_set(void *block) { return sys(KSPAWN_NR_arch_prctl, ARCH_SET_FS, (long)block, 0, 0, 0, 0); }

static inline void *tls_get(void)
{
	void *block;

	__asm__ volatile("mov %%fs:0, %0" : "=r"(block));
	return block;
}
#endif
#endif
