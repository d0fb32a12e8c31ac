/* machine/machine.c: the descriptors and the vectors of x86-64 */
#include "../kernel.h"

enum { TSS = 0x40, GATES = 256 };

/* ---- descriptors (AMD64 manual, volume 2, 4.7 and 4.8) ---- */

static uint64_t gdt[TSS / 8 + 2] = {
	[KSPAWN_KERNEL_CS / 8] = 0x00af9a000000ffff,
	[KSPAWN_KERNEL_CS / 8 + 1] = 0x00cf92000000ffff,
	[KSPAWN_USER_SS / 8] = 0x00cff2000000ffff,
	[KSPAWN_USER_CS / 8] = 0x00affa000000ffff,
};
static struct gate {
	uint16_t offset_low, selector;
	uint8_t ist, type;
	uint16_t offset_mid;
	uint32_t offset_high, reserved;
} idt[GATES];
struct pointer {
	uint16_t limit;
	const void *base;
} __attribute__((packed));

/* Of debug exception, NMI, double fault and machine check. */
static _Alignas(16) char emergency[4][4096];

static void load_gdt(void)
{
	struct kspawn_entry_tss *tss = &cpu.entry.tss;
	const uintptr_t at = (uintptr_t)tss;
	const struct pointer pointer = { sizeof(gdt) - 1, gdt };

	gdt[TSS / 8] = (sizeof(*tss) - 1) | (at & 0xffffff) << 16 | 0x89ul << 40 | (at >> 24 & 0xff) << 56;
	gdt[TSS / 8 + 1] = at >> 32;
	tss->io_map = sizeof(*tss);
	for (int i = 0; i < 4; i++)
		tss->ist[i] = (uintptr_t)emergency[i] + sizeof(emergency[i]);
	__asm__ volatile("lgdt %0" : : "m"(pointer));
	__asm__ volatile("mov %w0, %%ds; mov %w0, %%es; mov %w0, %%ss; mov %w0, %%fs; mov %w0, %%gs; lldt %w0" : : "r"(0));
	__asm__ volatile("push %q0; lea 1f(%%rip), %%rax; push %%rax; lretq; 1:" : : "i"(KSPAWN_KERNEL_CS) : "rax", "memory");
	__asm__ volatile("ltr %w0" : : "r"(TSS));
}

static void load_idt(void)
{
	static const uint8_t ist[] = {
		[KSPAWN_ENTRY_DB] = 1, [KSPAWN_ENTRY_NMI] = 2, [KSPAWN_ENTRY_DF] = 3, [KSPAWN_ENTRY_MC] = 4
	};
	const struct pointer pointer = { sizeof(idt) - 1, idt };

	for (unsigned n = 0; n < GATES; n++) {
		const uintptr_t at = (uintptr_t)kspawn_entry_vectors + n * KSPAWN_ENTRY_VECTOR_SIZE;
		idt[n] = (struct gate){ .offset_low = (uint16_t)at,
					.selector = KSPAWN_KERNEL_CS,
					.ist = n < sizeof(ist) ? ist[n] : 0,
					.type = n == 3 || n == 4 ? 0xee : 0x8e, /* a program may use INT3 and INTO */
					.offset_mid = (uint16_t)(at >> 16),
					.offset_high = (uint32_t)(at >> 32) };
	}
	__asm__ volatile("lidt %0" : : "m"(pointer));
}

void machine_start(void)
{
	load_gdt();
	load_idt();
	kspawn_entry_start(&cpu.entry);
}

void machine_load_root(uintptr_t root) { __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory"); }
