/* aarch64 machine.c: traps, timer, interrupt controller, serial lines, the calls of the firmware */
#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../device_tree.h"
#include "../kernel.h"

extern char boot_root[], image_end[], secondary[];
uintptr_t machine_kernel_root;

#define DEVICE(type, address) (*(volatile type *)(DIRECT + (address)))
#define READ(reg) ({ uint64_t value_; __asm__ volatile("mrs %0, " #reg : "=r"(value_)); value_; })
#define WRITE(reg, value) __asm__ volatile("msr " #reg ", %0" : : "r"((uint64_t)(value)) : "memory")

/* ---- firmware (PSCI, DEN0022, 5.6: CPU_ON, and 5.9: SYSTEM_OFF) ---- */

enum { CPU_ON = 0xc4000003, SYSTEM_OFF = 0x84000008 };

static int64_t psci(uint32_t function, uint64_t cpu, uint64_t entry, uint64_t context)
{
	register uint64_t x0 __asm__("x0") = function, x1 __asm__("x1") = cpu, x2 __asm__("x2") = entry, x3 __asm__("x3") = context;

	__asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : "memory");
	return (int64_t)x0;
}

void machine_off(void)
{
	for (;;)
		psci(SYSTEM_OFF, 0, 0, 0);
}

bool machine_start_cpu(struct cpu *cpu)
{
	return psci(CPU_ON, cpu->number, (uintptr_t)secondary - IMAGE, (uintptr_t)cpu) == 0;
}

/* ---- serial lines: the board's has the log (PrimeCell UART PL011, 3.3); the console is a card behind PCI (National
 * Semiconductor, PC16550D; PCI Local Bus Specification 3.0, 6.2) ---- */

enum { LOG = 0x09000000, LOG_FLAGS = LOG + 0x18, LOG_CONTROL = LOG + 0x30, LOG_FULL = 1 << 5, LOG_ON = 0x301 };
enum { PORTS = 0x3eff0000, CARD = 0x3f008000, CONSOLE_PORT = 0x1000, CONSOLE = PORTS + CONSOLE_PORT };
enum { LINE_STATUS = 5, HAS_INPUT = 1, MAY_SEND = 1 << 5, PCI_COMMAND = 4, PCI_BASE = 0x10, PCI_PORTS = 1 };

static void start_lines(void)
{
	DEVICE(uint32_t, LOG_CONTROL) = LOG_ON;
	DEVICE(uint32_t, CARD + PCI_BASE) = CONSOLE_PORT;
	DEVICE(uint16_t, CARD + PCI_COMMAND) = PCI_PORTS;
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

int machine_console_get(void)
{
	return DEVICE(uint8_t, CONSOLE + LINE_STATUS) & HAS_INPUT ? DEVICE(uint8_t, CONSOLE) : -1;
}

/* ---- interrupts (GIC architecture version 2, IHI0048B, 4) and time (Arm ARM, D11) ---- */

enum { GICD_CTLR = 0x08000000, GICD_ISENABLER = GICD_CTLR + 0x100, GICC_CTLR = 0x08010000, GICC_PMR = GICC_CTLR + 4,
       GICC_IAR = GICC_CTLR + 0xc, GICC_EOIR = GICC_CTLR + 0x10, GICD_SGIR = GICD_CTLR + 0xf00 };
enum { CALL = 0, TIMER = 27 /* the virtual one's */, SPURIOUS = 1020 };

static uint64_t ns_per_tick;

static void start_interrupts(void)
{
	ns_per_tick = 1000000000 / READ(cntfrq_el0);
	if (!ns_per_tick)
		kspawn_panic("the clock counts faster than nanoseconds");
	DEVICE(uint32_t, GICD_CTLR) = 1;
	DEVICE(uint32_t, GICD_ISENABLER) = 1u << TIMER;
	DEVICE(uint32_t, GICC_PMR) = 0xff;
	DEVICE(uint32_t, GICC_CTLR) = 1;
}

uint64_t machine_now(void)
{
	__asm__ volatile("isb" : : : "memory"); /* or it is read too early */
	return READ(cntvct_el0) * ns_per_tick;
}

void machine_timer(uint64_t at)
{
	WRITE(cntv_cval_el0, at / ns_per_tick);
	WRITE(cntv_ctl_el0, 1);
	__asm__ volatile("isb" : : : "memory");
}

void machine_interrupt_cpu(const struct cpu *cpu)
{
	__asm__ volatile("dsb ishst" : : : "memory"); /* what it shall see is there before it */
	DEVICE(uint32_t, GICD_SGIR) = 1u << (16 + cpu->number) | CALL;
}

/* The line of the timer is low again before interrupts are let in: tick() has set another time. */
static void interrupt(struct kspawn_pt_regs *regs)
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
		log_line("kernel: an interrupt nobody asked for: %u", number);
}

/* ---- traps (Arm ARM, D17.2.37, ESR_EL1) ---- */

static const struct {
	int sig;
	const char *what;
} exceptions[64] = {
	[0x00] = { SIGILL, "undefined" }, [0x01] = { SIGILL, "WFI" }, [0x07] = { SIGILL, "no floating point" },
	[0x09] = { SIGILL, "PAC" }, [0x0d] = { SIGILL, "BTI" }, [0x0e] = { SIGILL, "illegal state" },
	[0x18] = { SIGILL, "system register" }, [0x19] = { SIGILL, "SVE" }, [0x1c] = { SIGILL, "pointer authentication" },
	[0x1d] = { SIGILL, "SME" }, [0x22] = { SIGBUS, "misaligned pc" }, [0x26] = { SIGBUS, "misaligned sp" },
	[0x2c] = { SIGFPE, "floating point" }, [0x30] = { SIGTRAP, "breakpoint" }, [0x31] = { SIGTRAP, "breakpoint" },
	[0x32] = { SIGTRAP, "step" }, [0x33] = { SIGTRAP, "step" }, [0x34] = { SIGTRAP, "watchpoint" },
	[0x35] = { SIGTRAP, "watchpoint" }, [0x3c] = { SIGTRAP, "BRK" },
};

/* Sizes of addresses, translation, access flags and permissions are the page's; the rest is the bus's. */
static void abort_at(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t addr, int access)
{
	enum { STATUS = 0x3f, LAST_OF_PAGES = 0xf };

	if ((cause & STATUS) <= LAST_OF_PAGES)
		page_fault(regs, addr, access);
	else
		fault(regs, SIGBUS, "abort", addr);
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	enum { FETCH_ABORT = 0x20, DATA_ABORT = 0x24, BY_USER_OR_KERNEL = ~1, WRITES = 1 << 6, MAINTAINS = 1 << 8 };
	const unsigned class = cause >> 26 & 0x3f;

	if (cause == KSPAWN_ENTRY_IRQ)
		interrupt(regs);
	else if (cause >= KSPAWN_ENTRY_FIQ)
		fault_in_kernel(regs, "FIQ or SError", cause);
	else if ((class & BY_USER_OR_KERNEL) == FETCH_ABORT)
		abort_at(regs, cause, detail, KSPAWN_PROT_EXEC);
	else if ((class & BY_USER_OR_KERNEL) == DATA_ABORT)
		abort_at(regs, cause, detail,
			 (cause & (WRITES | MAINTAINS)) == WRITES ? KSPAWN_PROT_WRITE : KSPAWN_PROT_READ);
	else if (exceptions[class].sig)
		fault(regs, exceptions[class].sig, exceptions[class].what, detail);
	else
		fault_in_kernel(regs, "a trap nobody knows", cause);
}

void kspawn_entry_overflow(struct kspawn_pt_regs *regs) { stack_overflow(regs); }

enum { PSTATE_I = 1 << 7, PSTATE_BTYPE = 3 << 10, PSTATE_TCO = 1 << 25 };

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return !(regs->pstate & PSTATE_I); }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->pc = (uintptr_t)fn;
	regs->sp = sp;
	regs->x[29] = 0;
	regs->x[30] = 0;
	regs->pstate = (regs->pstate & ~(uint64_t)PSTATE_BTYPE) | PSTATE_I;
}

/* By lines, whose sizes CTR_EL0 tells in words. */
void machine_sync_code(const void *at, size_t size)
{
	const uint64_t ctr = READ(ctr_el0);
	const uintptr_t data = 4ul << (ctr >> 16 & 15), code = 4ul << (ctr & 15), end = (uintptr_t)at + size;

	for (uintptr_t line = (uintptr_t)at & ~(data - 1); line < end; line += data)
		__asm__ volatile("dc cvau, %0" : : "r"(line) : "memory");
	__asm__ volatile("dsb ish" : : : "memory");
	for (uintptr_t line = (uintptr_t)at & ~(code - 1); line < end; line += code)
		__asm__ volatile("ic ivau, %0" : : "r"(line) : "memory");
	__asm__ volatile("dsb ish\n\tisb" : : : "memory");
}

/* ---- signals ---- */

uintptr_t machine_signal_sp(uintptr_t top) { return top; }
uintptr_t machine_signal_frame(const struct kspawn_pt_regs *regs) { return regs->sp; }
uintptr_t machine_restorer(const struct sigaction *action)
{
	return action->sa_flags & SA_RESTORER ? (uintptr_t)action->sa_restorer : SIGNAL_PAGE;
}

void machine_enter_handler(struct kspawn_pt_regs *regs, uintptr_t handler, uintptr_t frame, uintptr_t restorer, int sig,
			   uintptr_t info)
{
	regs->pc = handler;
	regs->sp = frame;
	regs->x[30] = restorer;
	regs->x[0] = (uint64_t)sig;
	regs->x[1] = info;
	regs->x[2] = 0;
	regs->pstate &= ~(uint64_t)(PSTATE_BTYPE | PSTATE_TCO);
}

void machine_check_user_state(unsigned char *state) { (void)state; }

/* ---- start ---- */

/* Programs read the virtual clock; no other register of devices or of a debugger is theirs. The kernel reaches their
 * pages through the direct map alone, so that it never may through their own addresses. */
static void protect(void)
{
	enum { CNTKCTL_EL0VCTEN = 1 << 1, MDSCR_TDCC = 1 << 12 };

	if (READ(id_aa64mmfr1_el1) >> 20 & 15)
		__asm__ volatile(".inst 0xd500419f" : : : "memory"); /* msr pan, #1 */
	WRITE(cntkctl_el1, CNTKCTL_EL0VCTEN);
	WRITE(mdscr_el1, MDSCR_TDCC);
	WRITE(pmuserenr_el0, 0);
	__asm__ volatile("isb" : : : "memory");
}

/* The loader puts the archive of a kernel that is an ELF file nowhere: the command line says where it is. */
static void find_archive(void)
{
	boot.archive = boot_option("archive", 0);
	boot.archive_size = boot_option("archive_size", 0);
	if (boot.archive > boot.ram_start)
		boot.ram_end = PAGE_DOWN(boot.archive);
}

static void start_processor(struct cpu *cpu)
{
	static char emergency[CPUS_MAX][4096] __attribute__((aligned(16)));

	cpu->entry.emergency = (uintptr_t)emergency[cpu->number] + sizeof(emergency[0]);
	kspawn_entry_start(&cpu->entry);
	protect();
}

void machine_secondary(struct cpu *cpu)
{
	start_processor(cpu);
	start_interrupts();
	processor_run(cpu);
}

void machine_boot(uintptr_t tree)
{
	uint32_t unused;

	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	start_processor(&cpus[0]);
	start_lines();
	device_tree_read(direct(tree), &unused);
	boot.ram_start = (uintptr_t)image_end - IMAGE;
	find_archive();
	start_interrupts();
	kernel_start();
}
