/* virt.c: serial lines, the interrupt controller, the start and the other processors, of the board that AArch64 and ARM share */
#include "virt.h"

#include "../device_tree.h"
#include "../kernel.h"

extern char boot_root[], image_end[], secondary[];
uintptr_t machine_kernel_root;

#define DEVICE(type, address) (*(volatile type *)(DEVICES + (address)))

/* ---- serial lines: the board's has the log (PrimeCell UART PL011, 3.3); the console is a card behind PCI (National
 * Semiconductor, PC16550D; PCI Local Bus Specification 3.0, 6.2) ---- */

enum { LOG = 0x09000000, LOG_FLAGS = LOG + 0x18, LOG_CONTROL = LOG + 0x30, LOG_FULL = 1 << 5, LOG_ON = 0x301 };
enum { PORTS = 0x3eff0000, CARD = 0x3f008000, CONSOLE_PORT = 0x1000, CONSOLE = PORTS + CONSOLE_PORT };
enum { FIFO_CONTROL = 2, FIFO_ON = 0xc1, LINE_STATUS = 5, HAS_INPUT = 1, MAY_SEND = 1 << 5 };
enum { PCI_COMMAND = 4, PCI_BASE = 0x10, PCI_PORTS = 1 };

static void start_lines(void)
{
	DEVICE(uint32_t, LOG_CONTROL) = LOG_ON;
	DEVICE(uint32_t, CARD + PCI_BASE) = CONSOLE_PORT;
	DEVICE(uint16_t, CARD + PCI_COMMAND) = PCI_PORTS;
	DEVICE(uint8_t, CONSOLE + FIFO_CONTROL) = FIFO_ON;
}

void machine_log_put(char c)
{
	while (DEVICE(uint32_t, LOG_FLAGS) & LOG_FULL)
		machine_relax();
	DEVICE(uint32_t, LOG) = (uint8_t)c;
}

void machine_console_put(char c)
{
	while (!(DEVICE(uint8_t, CONSOLE + LINE_STATUS) & MAY_SEND))
		machine_relax();
	DEVICE(uint8_t, CONSOLE) = (uint8_t)c;
}

int machine_console_get(void) { return DEVICE(uint8_t, CONSOLE + LINE_STATUS) & HAS_INPUT ? DEVICE(uint8_t, CONSOLE) : -1; }

/* ---- interrupts (GIC architecture version 2, IHI0048B, 4) ---- */

enum {
	GICD_CTLR = 0x08000000,
	GICD_ISENABLER = GICD_CTLR + 0x100,
	GICD_SGIR = GICD_CTLR + 0xf00,
	GICC_CTLR = 0x08010000,
	GICC_PMR = GICC_CTLR + 4,
	GICC_IAR = GICC_CTLR + 0xc,
	GICC_EOIR = GICC_CTLR + 0x10
};
enum { CALL = 0, TIMER = 27 /* the virtual one's */, SPURIOUS = 1020 };

static void start_interrupts(void)
{
	DEVICE(uint32_t, GICD_CTLR) = 1;
	DEVICE(uint32_t, GICD_ISENABLER) = 1u << TIMER;
	DEVICE(uint32_t, GICC_PMR) = 0xff;
	DEVICE(uint32_t, GICC_CTLR) = 1;
}

/* The line of the timer is low again before interrupts are let in: tick() has set another time. */
void virt_interrupt(struct kspawn_pt_regs *regs)
{
	const uint32_t which = DEVICE(uint32_t, GICC_IAR), number = which & 0x3ff;

	if (number >= SPURIOUS)
		return;
	DEVICE(uint32_t, GICC_EOIR) = which;
	if (number == TIMER)
		timer_interrupt(regs);
	else if (number == CALL)
		tlb_answer();
	else
		log_line("kernel: an unexpected interrupt: %u", (unsigned)number);
}

/* ---- the other processors, and the end (PSCI, DEN0022, 5.6: CPU_ON, and 5.9: SYSTEM_OFF) ---- */

enum { CPU_ON = 0x84000003, SYSTEM_OFF = 0x84000008, OF_64_BITS = 0x40000000 };

bool machine_start_cpu(struct cpu *cpu)
{
	const uint32_t function = CPU_ON | (sizeof(uintptr_t) == 8 ? OF_64_BITS : 0);

	return machine_firmware(function, cpu->number, (uintptr_t)secondary - IMAGE, (uintptr_t)cpu) == 0;
}

void machine_interrupt_cpu(const struct cpu *cpu)
{
	__asm__ volatile("dsb ishst" : : : "memory"); /* what it shall see is there before it */
	DEVICE(uint32_t, GICD_SGIR) = 1u << (16 + cpu->number) | CALL;
}

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

static void start_processor(struct cpu *cpu)
{
	static char emergency[CPUS_MAX][4096] __attribute__((aligned(16)));

	cpu->entry.emergency = (uintptr_t)emergency[cpu->number] + sizeof(emergency[0]);
	kspawn_entry_start(&cpu->entry);
	virt_protect();
	start_interrupts();
}

void machine_secondary(struct cpu *cpu)
{
	start_processor(cpu);
	processor_run(cpu);
}

void machine_boot(uintptr_t tree)
{
	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	start_processor(&cpus[0]);
	start_lines();
	read_tree(tree);
	virt_start_clock();
	kernel_start();
}
