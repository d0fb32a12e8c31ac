/* machine/board.c: QEMU's virt machine, as AArch64 and ARM see it */
#include "../page.h"

#define MEMORY 0x40000000ul
#define SERIAL 0x09000000ul
const uintptr_t machine_ram_end = MEMORY + (64 << 20);

void machine_start(void)
{
	static _Alignas(16) char emergency[4096];

	cpu.entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpu.entry);
}

/* 1 GiB of memory, and the page of the serial line. */
bool machine_map_kernel(uintptr_t root)
{
	pte_t *memory = page_entry(root, MEMORY, 2, true), *serial = page_entry(root, SERIAL, 0, true);

	if (!memory || !serial)
		return false;
	*memory = MEMORY | PTE_VALID | PTE_AF | PTE_INNER;
	*serial = SERIAL | PTE_VALID | PTE_TABLE | PTE_AF | PTE_DEVICE | PTE_UXN | PTE_PXN;
	return true;
}
