/* machine/machine.c: QEMU's s390-ccw-virtio machine (z/Architecture Principles of Operation, "Control")
 *
 * The kernel is in the home space, which is memory as it is; a program's primary space has no page of the kernel. */
#include "../page.h"

enum { RAM_END = 64 << 20, PRIVATE = 0x100 };
enum { LOW_PROTECTION = 1 << 28, NO_CODE = 1 << 20, FLOATING_POINT = 1 << 18 };
const uintptr_t machine_ram_end = RAM_END;

void machine_start(void)
{
	static _Alignas(16) char emergency[4096];

	cpu.entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpu.entry);
}

bool machine_map_kernel(uintptr_t root) { return root != 0; }

/* Of the primary space, and of the secondary space that a program may choose. */
void machine_load_root(uintptr_t root)
{
	const uint64_t space = root | PRIVATE;

	__asm__ volatile("lctlg 1, 1, %0; lctlg 7, 7, %0; ptlb" : : "Q"(space) : "memory");
}

void machine_paging(uintptr_t root)
{
	const uint64_t features = LOW_PROTECTION | NO_CODE | FLOATING_POINT;
	struct {
		uint64_t mask, address;
	} psw = { 0x0400c00180000000 /* translation, home space, addresses of 64 bits */, 0 };

	for (uintptr_t at = 0; at < RAM_END; at += PAGE)
		*page_entry(root, at, 0, true) = at;
	machine_load_root(root);
	__asm__ volatile("lctlg 13, 13, %0; lctlg 0, 0, %1" : : "Q"(root), "Q"(features) : "memory");
	__asm__ volatile("larl %%r1, 1f; stg %%r1, 8(%1); lpswe 0(%1); 1:" : "+m"(psw) : "a"(&psw) : "r1", "cc", "memory");
}

void machine_sync_code(void *page) { (void)page; }
