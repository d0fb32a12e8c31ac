/* i386 machine.c: gates, and the system call of this machine alone */
#include <asm/unistd.h>

#include <kspawn/arch/user_desc.h>

#include "../pc/pc.h"

/* ---- gates (AMD64 manual, volume 2, 4.8.3) ---- */

enum { GATES = 256, TASK_STACK_SIZE = 4096 };
enum { INTERRUPT_GATE = 0x8e, TASK_GATE = 0x85, GATE_OF_USER = 0x60 };

static struct gate {
	uint16_t offset_low, selector;
	uint8_t zero, type;
	uint16_t offset_high;
} idt[GATES];
static char task_stacks[CPUS_MAX][KSPAWN_ENTRY_TASKS][TASK_STACK_SIZE] __attribute__((aligned(16)));

static bool is_for_user(unsigned vector) { return vector == 3 || vector == 4 || vector == KSPAWN_ENTRY_CALL; } /* INT3, INTO */

void pc_make_gates(void)
{
	static const uint8_t tasks[KSPAWN_ENTRY_TASKS] = { KSPAWN_ENTRY_NMI, KSPAWN_ENTRY_DF, KSPAWN_ENTRY_MC };

	for (unsigned n = 0; n < GATES; n++) {
		const uintptr_t at = (uintptr_t)kspawn_entry_vectors + n * KSPAWN_ENTRY_VECTOR_SIZE;
		idt[n] = (struct gate){ (uint16_t)at, KSPAWN_KERNEL_CS, 0, INTERRUPT_GATE | (is_for_user(n) ? GATE_OF_USER : 0),
					(uint16_t)(at >> 16) };
	}
	for (unsigned i = 0; i < KSPAWN_ENTRY_TASKS; i++)
		idt[tasks[i]] = (struct gate){ 0, KSPAWN_ENTRY_TASK(i), 0, TASK_GATE, 0 };
}

void pc_load_tables(struct cpu *cpu)
{
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(idt) - 1, idt };

	for (unsigned i = 0; i < KSPAWN_ENTRY_TASKS; i++)
		cpu->entry.tasks[i].esp0 = (uintptr_t)(task_stacks[cpu->number][i] + TASK_STACK_SIZE);
	kspawn_entry_start(&cpu->entry);
	__asm__ volatile("lidt %0" : : "m"(pointer));
}

/* ---- TLS (Linux, set_thread_area(2)) ---- */

long machine_syscall(struct kspawn_pt_regs *regs)
{
	return regs->nr == __NR_set_thread_area ? kspawn_set_thread_area(regs, regs->bx) : -ENOSYS;
}
