/* machine/machine.c: page tables of ARM, with long descriptors (ARMv7-A ARM, B3.6, B4.1) */
#include "../page.h"

enum { LINE = 16 }; /* bytes of the smallest line of a cache */

/* TTBR0; then TLBIALL, ICIALLU and BPIALL */
void machine_load_root(uintptr_t root)
{
	__asm__ volatile("dsb; mcrr p15, 0, %0, %1, c2; isb; mcr p15, 0, %1, c8, c7, 0; mcr p15, 0, %1, c7, c5, 0; "
			 "mcr p15, 0, %1, c7, c5, 6; dsb; isb"
			 :
			 : "r"(root), "r"(0)
			 : "memory");
}

void machine_paging(uintptr_t root)
{
	/* MAIR0: 0: write-back; 1: device. TTBCR: long descriptors, all addresses in TTBR0, walks are write-back. M, C, Z, I. */
	const uint32_t mair = 0x04ff, ttbcr = 1u << 31 | 1 << 8 | 1 << 10 | 3 << 12;
	uint32_t sctlr;

	__asm__ volatile("mcr p15, 0, %0, c10, c2, 0; mcr p15, 0, %1, c2, c0, 2; isb" : : "r"(mair), "r"(ttbcr));
	machine_load_root(root);
	__asm__ volatile("mrc p15, 0, %0, c1, c0, 0" : "=r"(sctlr));
	__asm__ volatile("mcr p15, 0, %0, c1, c0, 0; isb" : : "r"(sctlr | 0x1805) : "memory");
}

/* DCCMVAU, ICIALLU */
void machine_sync_code(void *page)
{
	for (uintptr_t at = (uintptr_t)page; at < (uintptr_t)page + PAGE; at += LINE)
		__asm__ volatile("mcr p15, 0, %0, c7, c11, 1" : : "r"(at) : "memory");
	__asm__ volatile("dsb; mcr p15, 0, %0, c7, c5, 0; dsb; isb" : : "r"(0) : "memory");
}
