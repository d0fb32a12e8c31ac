/* aarch64 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel, in the upper half. TTBR1 keeps the boot's root forever, TTBR0 the lower half of a
 * program's. */
#define DIRECT 0xffffffc000000000ul /* the first 4 GiB: devices, and memory from 1 GiB on */
#define DEVICES DIRECT
#define STACKS 0xffffffd000000000ul
#define IMAGE 0xffffffff00000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 38)
#define MACHINE_NAME "aarch64"

#include "../virt_arm/entries.h"

#define MACHINE_FLUSHES_REACH_ALL 1 /* the other processors' TLBs too */
static inline void machine_flush_all(void) { __asm__ volatile("dsb ishst\n\ttlbi vmalle1is\n\tdsb ish\n\tisb" : : : "memory"); }
static inline void machine_flush_page(uintptr_t addr)
{
	__asm__ volatile("dsb ishst\n\ttlbi vaae1is, %0\n\tdsb ish\n\tisb" : : "r"(addr >> 12 & 0xffffffffffful) : "memory");
}
static inline void machine_load_root(uintptr_t root)
{
	__asm__ volatile("msr ttbr0_el1, %0\n\tisb\n\ttlbi vmalle1\n\tdsb nsh\n\tisb" : : "r"(root) : "memory");
}
/* Code that was written is fetched as it is. (Arm ARM, B2.7.4) */
void machine_sync_code(const void *at, size_t size);

#include "../drivers/mapped.h"

/* ---- interrupts ---- */

static inline uintptr_t interrupts_disable(void)
{
	uintptr_t daif;

	__asm__ volatile("mrs %0, daif\n\tmsr daifset, #2" : "=r"(daif) : : "memory");
	return !(daif & 0x80);
}
static inline void interrupts_enable(void) { __asm__ volatile("msr daifclr, #2" : : : "memory"); }
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
