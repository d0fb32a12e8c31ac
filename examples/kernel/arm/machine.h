/* arm machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel, in the upper half. TTBR1 keeps the boot's root forever, TTBR0 the lower half of a
 * program's. */
#define DIRECT 0x40000000ul  /* memory, 1 GiB, from 1 GiB on */
#define DEVICES 0xc0000000ul /* devices, which are all below 1 GiB */
#define STACKS 0xd0000000ul
#define IMAGE 0xa0000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 31)
#define MACHINE_NAME "armv7l"
#define OWN_SYSCALLS

#include "../virt_arm/entries.h"
#define ROOT_ENTRIES 4 /* of 31 bits */

#define MACHINE_FLUSHES_REACH_ALL 1 /* the other processors' TLBs too */
/* TLBIALLIS, TLBIMVAAIS, and BPIALLIS, since other code may be at an address. */
static inline void machine_flush_all(void)
{
	__asm__ volatile("dsb ishst\n\tmcr p15, 0, %0, c8, c3, 0\n\tmcr p15, 0, %0, c7, c1, 6\n\tdsb ish\n\tisb"
			 :
			 : "r"(0)
			 : "memory");
}
static inline void machine_flush_page(uintptr_t addr)
{
	__asm__ volatile("dsb ishst\n\tmcr p15, 0, %0, c8, c3, 3\n\tmcr p15, 0, %0, c7, c1, 6\n\tdsb ish\n\tisb"
			 :
			 : "r"(addr & PTE_FRAME)
			 : "memory");
}
static inline void machine_load_root(uintptr_t root)
{
	__asm__ volatile("mcrr p15, 0, %0, %1, c2\n\tisb\n\tmcr p15, 0, %1, c8, c7, 0\n\tmcr p15, 0, %1, c7, c5, 6\n\t"
			 "dsb nsh\n\tisb"
			 :
			 : "r"(root), "r"(0)
			 : "memory");
}
/* Code that was written is fetched as it is. (ARMv7-A ARM, B2.2.7) */
void machine_sync_code(const void *at, size_t size);

#include "../drivers/mapped.h"

/* ---- interrupts ---- */

static inline uintptr_t interrupts_disable(void)
{
	uintptr_t cpsr;

	__asm__ volatile("mrs %0, cpsr\n\tcpsid i" : "=r"(cpsr) : : "memory");
	return !(cpsr & 0x80);
}
static inline void interrupts_enable(void) { __asm__ volatile("cpsie i" : : : "memory"); }
/// Sleeps until there is an interrupt, then lets it in; returns with them off.
static inline void interrupts_wait(void)
{
	__asm__ volatile("dsb sy\n\twfi" : : : "memory");
	interrupts_enable();
	__asm__ volatile("isb");
	interrupts_disable();
}
static inline void machine_relax(void) { __asm__ volatile("yield"); }

#endif
