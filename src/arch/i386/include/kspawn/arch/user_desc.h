/* i386 user_desc.h: TLS of a program, a segment whose descriptor the kernel makes: clone's argument and set_thread_area */
#ifndef KSPAWN_ARCH_USER_DESC_H
#define KSPAWN_ARCH_USER_DESC_H

#include <kspawn/pt_regs.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Linux's struct user_desc. (uapi asm/ldt.h)
struct kspawn_user_desc {
	uint32_t entry, base, limit, flags;
};

#define KSPAWN_USER_DESC_ANY 0xffffffffu /* as entry: the kernel says which */
/* Data of 32 bits from `base` on, with a limit in pages: the only kind of segment that the port has. */
#define KSPAWN_USER_DESC_LIMIT 0xfffffu
#define KSPAWN_USER_DESC_FLAGS 0x11u
#define KSPAWN_USER_DESC_USEABLE 0x40u /* a bit that Linux keeps for the program */

/// The system call set_thread_area(at): pt_regs.tls becomes the base of the program's descriptor. The program loads gs
/// itself, with kspawn_tls_entry() * 8 + 3; the kernel's exit makes the descriptor of that entry from pt_regs.tls. Returns
/// 0, or -EFAULT, or -EINVAL for another entry or another kind of segment, or -ESRCH for any entry where TLS is set. May
/// sleep. (Linux, sys_set_thread_area)
long kspawn_set_thread_area(struct kspawn_pt_regs *regs, uintptr_t at);

/// Hook: returns the entry of the GDT that programs have for TLS. Default: 6, as in Linux of 32 bits. Any context.
unsigned kspawn_tls_entry(void);

#ifdef __cplusplus
}
#endif
#endif
