/* machine/machine.c: the gates of i386 (AMD64 manual, volume 2, 4.8.3) */
#include "../kernel.h"

enum { GATES = 256 };
enum { INTERRUPT_GATE = 0x8e, TASK_GATE = 0x85, GATE_OF_USER = 0x60 };

static struct gate {
	uint16_t offset_low, selector;
	uint8_t zero, type;
	uint16_t offset_high;
} idt[GATES];

static bool is_for_user(unsigned vector) { return vector == 3 || vector == 4 || vector == KSPAWN_ENTRY_CALL; } /* INT3, INTO */

void machine_start(void)
{
	static const uint8_t of_tasks[KSPAWN_ENTRY_TASKS] = { KSPAWN_ENTRY_NMI, KSPAWN_ENTRY_DF, KSPAWN_ENTRY_MC };
	static _Alignas(16) char stacks[KSPAWN_ENTRY_TASKS][4096];
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(idt) - 1, idt };

	for (unsigned n = 0; n < GATES; n++) {
		const uintptr_t at = (uintptr_t)kspawn_entry_vectors + n * KSPAWN_ENTRY_VECTOR_SIZE;
		idt[n] = (struct gate){ (uint16_t)at, KSPAWN_KERNEL_CS, 0, INTERRUPT_GATE | (is_for_user(n) ? GATE_OF_USER : 0),
					(uint16_t)(at >> 16) };
	}
	for (unsigned i = 0; i < KSPAWN_ENTRY_TASKS; i++) {
		idt[of_tasks[i]] = (struct gate){ 0, KSPAWN_ENTRY_TASK(i), 0, TASK_GATE, 0 };
		cpu.entry.tasks[i].esp0 = (uintptr_t)(stacks[i] + sizeof(stacks[i]));
	}
	kspawn_entry_start(&cpu.entry);
	__asm__ volatile("lidt %0" : : "m"(pointer));
}

/* A task gate loads the root of its task, the kernel's, and in the end what the block has. */
void machine_load_root(uintptr_t root)
{
	for (unsigned i = 0; i < KSPAWN_ENTRY_TASKS; i++)
		cpu.entry.tasks[i].cr3 = kernel_root;
	cpu.entry.tss.cr3 = root;
	__asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory");
}
