/* machine/board.c: a PC, as x86-64 and i386 see it (AMD64 manual, volume 2, 3.1) */
#include "../page.h"
#include "machine.h"

enum { RAM_END = 64 << 20 };
const uintptr_t machine_ram_end = RAM_END;

bool machine_map_kernel(uintptr_t root)
{
	for (uintptr_t at = 0; at < RAM_END; at += LARGE_PAGE) {
		pte_t *entry = page_entry(root, at, 1, true);
		if (!entry)
			return false;
		*entry = at | PTE_PRESENT | PTE_WRITE | PTE_LARGE;
	}
	return true;
}

void machine_paging(uintptr_t root)
{
	enum { PIC = 0x21, SECOND_PIC = 0xa1, CR4_FXSR_PSE = 0x610 };
	const uintptr_t cr0_pg_wp_ne_mp = 0x80010022;
	uintptr_t value;

	out(PIC, 0xff); /* no interrupts: see README.md, "A timer" */
	out(SECOND_PIC, 0xff);
	__asm__ volatile("mov %%cr4, %0; or %1, %0; mov %0, %%cr4" : "=&r"(value) : "ir"(CR4_FXSR_PSE));
	machine_load_root(root);
	__asm__ volatile("mov %%cr0, %0; or %1, %0; mov %0, %%cr0" : "=&r"(value) : "r"(cr0_pg_wp_ne_mp) : "memory");
}

void machine_sync_code(void *page) { (void)page; }
