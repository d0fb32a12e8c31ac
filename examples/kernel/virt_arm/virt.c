/* virt.c: the board that AArch64 and ARM share: its devices, its start, the other processors */
#include "virt.h"

#include "../drivers/device_tree.h"
#include "../drivers/gic.h"
#include "../drivers/pci_serial.h"
#include "../drivers/uart_16550.h"
#include "../drivers/uart_pl011.h"
#include "../kernel.h"

extern char boot_root[], image_end[], secondary[];
uintptr_t machine_kernel_root;

/* ---- serial lines: the board's has the log; the console is a card behind PCI ---- */

enum { LOG = 0x09000000, PORTS = 0x3eff0000, CARD = 0x3f008000, CONSOLE_PORT = 0x1000, CONSOLE = PORTS + CONSOLE_PORT };

static void start_lines(void)
{
	uart_pl011_start(LOG);
	pci_serial_start(CARD, PORTS, CONSOLE_PORT);
}

void machine_log_put(char c) { uart_pl011_put(LOG, c); }
void machine_console_put(char c) { uart_16550_put(CONSOLE, c); }
int machine_console_get(void) { return uart_16550_get(CONSOLE); }

/* The line of the timer is low again before interrupts are let in: tick() has set another time. */
void virt_interrupt(struct kspawn_pt_regs *regs)
{
	const unsigned number = gic_answer();

	if (number == GIC_VIRTUAL_TIMER)
		timer_interrupt(regs);
	else if (number == GIC_CALL)
		tlb_answer();
	else if (number < GIC_SPURIOUS)
		log_line("kernel: an unexpected interrupt: %u", number);
}

/* ---- the other processors, and the end (PSCI, DEN0022, 5.6: CPU_ON, and 5.9: SYSTEM_OFF) ---- */

enum { CPU_ON = 0x84000003, SYSTEM_OFF = 0x84000008, OF_64_BITS = 0x40000000 };

bool machine_start_cpu(struct cpu *cpu)
{
	const uint32_t function = CPU_ON | (sizeof(uintptr_t) == 8 ? OF_64_BITS : 0);

	return machine_firmware(function, cpu->number, (uintptr_t)secondary - IMAGE, (uintptr_t)cpu) == 0;
}

void machine_interrupt_cpu(const struct cpu *cpu) { gic_call(cpu->number); }

void machine_off(void)
{
	for (;;)
		machine_firmware(SYSTEM_OFF, 0, 0, 0);
}

/* ---- start ---- */

/* The loader puts the archive of a kernel that is an ELF file nowhere: the command line says where it is. */
static void find_archive(void)
{
	boot.archive = boot_option("archive", 0);
	boot.archive_size = boot_option("archive_size", 0);
	if (boot.archive > boot.ram_start)
		boot.ram_end = PAGE_DOWN(boot.archive);
}

static void read_tree(uintptr_t tree)
{
	uint32_t unused;

	device_tree_read(direct(tree), &unused);
	boot.ram_start = (uintptr_t)image_end - IMAGE;
	find_archive();
}

void machine_start_processor(struct cpu *cpu)
{
	static char emergency[CPUS_MAX][4096] __attribute__((aligned(16)));

	cpu->entry.emergency = (uintptr_t)emergency[cpu->number] + sizeof(emergency[0]);
	kspawn_entry_start(&cpu->entry);
	virt_protect();
	gic_start();
}

void machine_boot(uintptr_t tree)
{
	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	machine_start_processor(&cpus[0]);
	start_lines();
	read_tree(tree);
	virt_start_clock();
	kernel_start();
}
