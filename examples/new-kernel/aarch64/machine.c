/* machine/machine.c: page tables of AArch64 (Arm ARM, D8, D13) */
#include "../page.h"

enum { LINE = 16 }; /* bytes of the smallest line of a cache */

void machine_load_root(uintptr_t root)
{
	__asm__ volatile("dsb ish; msr ttbr0_el1, %0; isb; tlbi vmalle1; dsb nsh; isb" : : "r"(root) : "memory");
}

void machine_paging(uintptr_t root)
{
	/* Attributes 0: write-back; 1: device. 39 bits of addresses in TTBR0, none in TTBR1; walks are write-back. M, C, I. */
	const uint64_t mair = 0x00ff, tcr = 25 | 1 << 8 | 1 << 10 | 3 << 12 | 1 << 23;
	uint64_t sctlr;

	__asm__ volatile("msr mair_el1, %0; msr tcr_el1, %1; isb" : : "r"(mair), "r"(tcr));
	machine_load_root(root);
	__asm__ volatile("mrs %0, sctlr_el1" : "=r"(sctlr));
	__asm__ volatile("msr sctlr_el1, %0; isb" : : "r"(sctlr | 0x1005) : "memory");
}

void machine_sync_code(void *page)
{
	for (uintptr_t at = (uintptr_t)page; at < (uintptr_t)page + PAGE; at += LINE)
		__asm__ volatile("dc cvau, %0" : : "r"(at) : "memory");
	__asm__ volatile("dsb ish; ic iallu; dsb ish; isb" : : : "memory");
}
