/* machine/machine.c: QEMU's virt machine, RISC-V 64 (Privileged Architecture, 4.1 and 4.4) */
#include "../page.h"
#include "machine.h"

#define MEMORY 0x80000000ul
/* Whatever -march says. */
#define PRIVILEGED(text) ".option push; .option arch, +zicsr, +zifencei; " text "; .option pop"
const uintptr_t machine_ram_end = MEMORY + (60 << 20); /* the firmware's device tree is above */

void machine_start(void)
{
	static _Alignas(16) char emergency[4096];

	cpu.entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpu.entry);
}

static bool map_device(uintptr_t root, uintptr_t at)
{
	pte_t *entry = page_entry(root, at, 0, true);

	if (entry)
		*entry = at >> 2 | PTE_V | PTE_R | PTE_W | PTE_A | PTE_D;
	return entry;
}

/* 1 GiB of memory, the serial line, and the device that ends QEMU. */
bool machine_map_kernel(uintptr_t root)
{
	*page_entry(root, MEMORY, 2, true) = MEMORY >> 2 | PTE_V | PTE_R | PTE_W | PTE_X | PTE_A | PTE_D;
	return map_device(root, (uintptr_t)UART) && map_device(root, (uintptr_t)TEST_DEVICE);
}

void machine_load_root(uintptr_t root)
{
	const uint64_t sv39 = 8ul << 60;

	__asm__ volatile(PRIVILEGED("csrw satp, %0; sfence.vma; fence.i") : : "r"(sv39 | root >> 12) : "memory");
}

void machine_paging(uintptr_t root) { machine_load_root(root); }

void machine_sync_code(void *page)
{
	(void)page;
	__asm__ volatile(PRIVILEGED("fence.i") : : : "memory");
}
