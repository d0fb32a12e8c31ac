/* riscv64 machine.c: traps, timer, serial lines, the calls of the firmware */
#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../drivers/device_tree.h"
#include "../drivers/pci_serial.h"
#include "../drivers/uart_16550.h"
#include "../kernel.h"

extern char boot_root[], image_end[], start[];
uintptr_t machine_kernel_root;
struct cpu *machine_starting; /* for boot.S */

/* ---- firmware (SBI specification 1.0, 6 to 9) ---- */

enum { SBI_TIME = 0x54494d45, SBI_IPI = 0x735049, SBI_HART = 0x48534d };

/* Function 0 of an extension: set_timer, send_ipi, hart_start. */
static intptr_t sbi(uintptr_t extension, uintptr_t x, uintptr_t y, uintptr_t z)
{
	register uintptr_t a0 __asm__("a0") = x, a1 __asm__("a1") = y, a2 __asm__("a2") = z, a6 __asm__("a6") = 0,
			      a7 __asm__("a7") = extension;

	__asm__ volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a2), "r"(a6), "r"(a7) : "memory");
	return (intptr_t)a0;
}

/* ---- the other harts; the firmware has chosen the first ---- */

bool machine_start_cpu(struct cpu *cpu)
{
	cpu->id = cpu->number <= cpus[0].id ? cpu->number - 1 : cpu->number;
	machine_starting = cpu;
	return sbi(SBI_HART, cpu->id, (uintptr_t)start - IMAGE, 0) == 0;
}

void machine_interrupt_cpu(const struct cpu *cpu) { sbi(SBI_IPI, 1, cpu->id, 0); }

/* ---- serial lines: the board's, which is the firmware's too, has the log; the console is a card behind PCI ---- */

enum { LOG = 0x10000000, PORTS = 0x03000000, CARD = 0x30008000, CONSOLE_PORT = 0x1000, CONSOLE = PORTS + CONSOLE_PORT };

void machine_console_put(char c) { uart_16550_put(CONSOLE, c); }
void machine_log_put(char c) { uart_16550_put(LOG, c); }
int machine_console_get(void) { return uart_16550_get(CONSOLE); }

/* QEMU's device for the end of a test. */
void machine_off(void)
{
	for (;;)
		MACHINE_DEVICE(uint32_t, 0x100000) = 0x5555;
}

/* ---- time ---- */

static uint32_t ticks_per_second = 10000000;

static uint64_t ns_per_tick(void) { return NSEC_PER_SEC / ticks_per_second; }

uint64_t machine_now(void)
{
	uint64_t ticks;

	__asm__ volatile("rdtime %0" : "=r"(ticks));
	return ticks * ns_per_tick();
}

void machine_timer(uint64_t at) { sbi(SBI_TIME, at / ns_per_tick(), 0, 0); }

/* ---- traps (Privileged Architecture, 4.1.8) ---- */

static const struct exception exceptions[16] = {
	[0] = { SIGBUS, "misaligned instruction" }, [1] = { SIGBUS, "instruction access" },
	[2] = { SIGILL, "illegal instruction" },    [3] = { SIGTRAP, "breakpoint" },
	[4] = { SIGBUS, "misaligned load" },        [5] = { SIGBUS, "load access" },
	[6] = { SIGBUS, "misaligned store" },       [7] = { SIGBUS, "store access" },
};

enum { SUPERVISOR_SOFTWARE = 1, SUPERVISOR_TIMER = 5 };

static void called(void)
{
	__asm__ volatile("csrc sip, %0" : : "r"(1ul << SUPERVISOR_SOFTWARE) : "memory");
	tlb_answer();
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	enum { FETCH_FAULT = 12, LOAD_FAULT = 13, STORE_FAULT = 15 };
	static const uintptr_t interrupt = 1ul << 63;

	if (cause == (interrupt | SUPERVISOR_TIMER))
		timer_interrupt(regs);
	else if (cause == (interrupt | SUPERVISOR_SOFTWARE))
		called();
	else if (cause == FETCH_FAULT)
		page_fault(regs, detail, KSPAWN_PROT_EXEC);
	else if (cause == LOAD_FAULT)
		page_fault(regs, detail, KSPAWN_PROT_READ);
	else if (cause == STORE_FAULT)
		page_fault(regs, detail, KSPAWN_PROT_WRITE);
	else if (cause < 16 && exceptions[cause].sig)
		fault(regs, exceptions[cause].sig, exceptions[cause].what, detail);
	else
		fault_in_kernel(regs, "an unknown trap", cause);
}

enum { STATUS_SPIE = 1 << 5, STATUS_SPP = 1 << 8 };

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return regs->status & STATUS_SPIE; }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->pc = (uintptr_t)fn;
	regs->sp = sp;
	regs->s0_s1[0] = 0;
	regs->status &= ~(uint64_t)STATUS_SPIE;
}

/* ---- start ---- */

void machine_start_processor(struct cpu *cpu)
{
	static char emergency[CPUS_MAX][4096] __attribute__((aligned(16)));

	cpu->entry.emergency = (uintptr_t)emergency[cpu->number] + sizeof(emergency[0]);
	kspawn_entry_start(&cpu->entry);
	__asm__ volatile("csrs sie, %0" : : "r"(1ul << SUPERVISOR_SOFTWARE | 1ul << SUPERVISOR_TIMER));
}

void machine_boot(uintptr_t hart, uintptr_t tree)
{
	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	cpus[0].id = hart;
	machine_start_processor(&cpus[0]);
	pci_serial_start(CARD, PORTS, CONSOLE_PORT);
	device_tree_read(direct(tree), &ticks_per_second);
	boot.ram_start = (uintptr_t)image_end - IMAGE;
	if (boot.archive > boot.ram_start)
		boot.ram_end = PAGE_DOWN(boot.archive); /* the loader puts it, and the tree, above the kernel */
	kernel_start();
}
