/* i386 kspawn_user_port.h: what differs from port to port in a user program */
#ifndef KSPAWN_USER_PORT_H
#define KSPAWN_USER_PORT_H

#define KSPAWN_USER_R_RELATIVE 8     /* R_386_RELATIVE */
#define KSPAWN_USER_DIVISION_TRAPS 1 /* division by zero is SIGFPE */
#define KSPAWN_USER_TLS_GET "mov %%gs:0, %0"
#define KSPAWN_USER_NR_CLONE 120 /* for assembly, which sees no enumerators */
#define KSPAWN_USER_NR_VFORK 190

#ifndef __ASSEMBLER__
#include <kspawn/arch/user_desc.h>

enum { KSPAWN_NR_write = 4, KSPAWN_NR_set_thread_area = 243 };

static inline long tls_set(void *block);

/// The selector in gs, 0 without TLS.
static inline unsigned tls_selector(void)
{
	unsigned gs;

	__asm__ volatile("mov %%gs, %0" : "=r"(gs));
	return gs;
}

/// clone's descriptor, of the entry that gs has.
static inline void *kspawn_tls_argument(long words[4], void *tls)
{
	struct kspawn_user_desc *desc = (struct kspawn_user_desc *)words;

	if (!tls_selector())
		tls_set(NULL);
	desc->entry = tls_selector() >> 3;
	desc->base = (uint32_t)(uintptr_t)tls;
	desc->limit = KSPAWN_USER_DESC_LIMIT;
	desc->flags = KSPAWN_USER_DESC_FLAGS;
	return desc;
}
#define KSPAWN_USER_TLS_ARGUMENT(words, tls) kspawn_tls_argument(words, tls)

#include <kspawn_user.h>

/// The first word of `block` must be its own address, as the ABI has it.
static inline long tls_set(void *block)
{
	const unsigned gs = tls_selector();
	struct kspawn_user_desc desc = { gs ? gs >> 3 : KSPAWN_USER_DESC_ANY, (uint32_t)(uintptr_t)block, KSPAWN_USER_DESC_LIMIT,
					 KSPAWN_USER_DESC_FLAGS };
	const long err = sys(KSPAWN_NR_set_thread_area, (long)&desc, 0, 0, 0, 0, 0);

	if (!err)
		__asm__ volatile("mov %0, %%gs" : : "r"(desc.entry << 3 | 3));
	return err;
}
#endif
#endif
