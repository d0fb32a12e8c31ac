/* machine/machine.c: the Malta board, MIPS32 (MIPS32 PRA, 4.9 and 9) */
#include "../page.h"
#include "cp0.h"

const uintptr_t machine_ram_end = KSEG0 + (64 << 20);

void machine_start(void)
{
	static _Alignas(16) char emergency[4096];

	cpu.entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpu.entry);
	WRITE(PAGE_MASK, 0);
	WRITE(CONTEXT, 0);
	WRITE(WIRED, 0);
}

/* It is in kseg0, which needs no table. */
bool machine_map_kernel(uintptr_t root) { return root != 0; }

/* refill.S reads the tables. Each entry of the TLB gets an address that no translation asks for, and no two the same. */
void machine_load_root(uintptr_t root)
{
	const uint32_t entries = (READ(CONFIG1) >> 25 & 63) + 1;

	cpu.entry.root = root;
	for (uint32_t i = 0; i < entries; i++) {
		WRITE(INDEX, i);
		WRITE(ENTRY_HI, KSEG0 + i * 2 * PAGE);
		WRITE(ENTRY_LO0, 0);
		WRITE(ENTRY_LO1, 0);
		__asm__ volatile("tlbwi; ehb" : : : "memory");
	}
	WRITE(ENTRY_HI, 0);
}

void machine_paging(uintptr_t root) { machine_load_root(root); }

void machine_sync_code(void *page)
{
	const uintptr_t line = 16; /* bytes of the smallest line of a cache */

	for (uintptr_t at = (uintptr_t)page; at < (uintptr_t)page + PAGE; at += line)
		__asm__ volatile("synci 0(%0)" : : "r"(at) : "memory");
	__asm__ volatile("sync" : : : "memory"); /* ERET does the rest */
}
