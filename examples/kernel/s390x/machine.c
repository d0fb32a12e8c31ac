/* s390x machine.c: traps, time, consoles, the start */
#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../drivers/sclp.h"
#include "../kernel.h"

extern char boot_root[], image_end[], loaded_options[], secondary[];
extern const uintptr_t loaded_archive[2], home_space;
uintptr_t machine_kernel_root;

/* ---- the PSW (z/Architecture Principles of Operation, "Program-Status-Word Format") ---- */

#define PSW_TRANSLATION (1ul << 58)
#define PSW_INTERRUPTS (3ul << 56)
#define PSW_MACHINE_CHECKS (1ul << 50)
#define PSW_WAIT (1ul << 49)
#define PSW_HOME (3ul << 46)
#define PSW_64_BITS (3ul << 31)
#define PSW_KERNEL (PSW_TRANSLATION | PSW_HOME | PSW_64_BITS)

struct psw {
	uint64_t mask, address;
};

/* To the next instruction with another mask. */
static void load_mask(uint64_t mask)
{
	struct psw psw = { mask, 0 };

	__asm__ volatile("larl %%r1, 1f\n\tstg %%r1, 8(%1)\n\tlpswe 0(%1)\n1:" : "+m"(psw) : "a"(&psw) : "r1", "cc", "memory");
}

void interrupts_wait(void)
{
	load_mask(PSW_KERNEL | PSW_INTERRUPTS | PSW_MACHINE_CHECKS | PSW_WAIT);
	load_mask(PSW_KERNEL);
}

/* ---- the other processors (ibid., "Signal-Processor Orders") ---- */

enum { EMERGENCY = 3, STOP = 5, RESTART = 6, SET_PREFIX = 13 };

/* False: there is no such processor, or it does not do that. */
static bool signal(uintptr_t id, unsigned order, uintptr_t argument)
{
	register uintptr_t status __asm__("r0") = 0, odd __asm__("r1") = argument;
	unsigned condition;

	do
		__asm__ volatile("sigp %1, %3, 0(%4)\n\tipm %0\n\tsrl %0, 28"
				 : "=&d"(condition), "+d"(status)
				 : "d"(odd), "d"(id), "a"(order)
				 : "cc", "memory");
	while (condition == 2);
	return condition == 0;
}

/* With a page 0 of its own, whose restart PSW leads to boot.S. */
bool machine_start_cpu(struct cpu *cpu)
{
	enum { RESTART_PSW = 0x1a0, SIZE = 0x2000 };
	static char lowcores[CPUS_MAX][SIZE] __attribute__((aligned(SIZE)));
	char *const lowcore = lowcores[cpu->number];

	*(struct psw *)(lowcore + RESTART_PSW) = (struct psw){ PSW_64_BITS, (uintptr_t)secondary };
	*(struct cpu **)(lowcore + KSPAWN_ENTRY_LOWCORE) = cpu;
	cpu->id = cpu->number;
	return signal(cpu->id, SET_PREFIX, (uintptr_t)lowcore) && signal(cpu->id, RESTART, 0);
}

void machine_interrupt_cpu(const struct cpu *cpu) { signal(cpu->id, EMERGENCY, 0); }

void machine_off(void)
{
	static const struct psw end = { PSW_WAIT | PSW_64_BITS, 0xfff }; /* for QEMU, that all is well */

	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (n != this_cpu()->id)
			signal(n, STOP, 0);
	}
	for (;;)
		__asm__ volatile("lpswe %0" : : "Q"(end));
}

/* ---- consoles ---- */

void machine_console_put(char c) { sclp_terminal_put(c); }
void machine_log_put(char c) { sclp_line_put(c); }
int machine_console_get(void) { return sclp_terminal_get(); }

/* ---- time: bit 51 of the clock is a microsecond (ibid., "Time-of-Day Clock") ---- */

static uint64_t started_at;

static uint64_t clock(void)
{
	uint64_t now;

	__asm__ volatile("stck %0" : "=Q"(now) : : "cc", "memory");
	return now;
}

uint64_t machine_now(void)
{
	const uint64_t t = clock() - started_at;

	return (t >> 9) * 125 + ((t & 511) * 125 >> 9);
}

void machine_timer(uint64_t at)
{
	const uint64_t when = started_at + (at / 125 << 9) + (at % 125 << 9) / 125;

	__asm__ volatile("sckc %0" : : "Q"(when));
}

/* ---- traps (ibid., "Program Interruptions") ---- */

enum { PROTECTION = 4, SEGMENT_MISSING = 0x10, PAGE_MISSING = 0x11, ASCE_TYPE = 0x38, REGION_THIRD = 0x3b };
enum { CLOCK_COMPARATOR = 0x1004, EMERGENCY_SIGNAL = 0x1201 };

static const struct exception exceptions[0x100] = {
	[0x01] = { SIGILL, "operation" },
	[0x02] = { SIGILL, "privileged operation" },
	[0x03] = { SIGILL, "execute" },
	[0x05] = { SIGSEGV, "addressing" },
	[0x06] = { SIGILL, "specification" },
	[0x07] = { SIGFPE, "data" },
	[0x08] = { SIGFPE, "fixed-point overflow" },
	[0x09] = { SIGFPE, "fixed-point divide" },
	[0x0a] = { SIGFPE, "decimal overflow" },
	[0x0b] = { SIGFPE, "decimal divide" },
	[0x0c] = { SIGFPE, "exponent overflow" },
	[0x0d] = { SIGFPE, "exponent underflow" },
	[0x0e] = { SIGFPE, "significance" },
	[0x0f] = { SIGFPE, "floating-point divide" },
	[0x13] = { SIGILL, "special operation" },
	[0x15] = { SIGILL, "operand" },
	[0x1b] = { SIGFPE, "vector processing" },
	[0x1d] = { SIGFPE, "square root" },
};

/* The identification has only the page. The fetch of an instruction from a missing page counts as a read: if the page may not
 * be executed, the next exception says so. */
static bool paging(struct kspawn_pt_regs *regs, unsigned code, uintptr_t detail)
{
	enum { NO_CODE = 0x84, STORES = 0x400 };
	const uintptr_t page = PAGE_DOWN(detail);

	if (code == PROTECTION)
		page_fault(regs, page, (detail & NO_CODE) == NO_CODE ? KSPAWN_PROT_EXEC : KSPAWN_PROT_WRITE);
	else if (code == SEGMENT_MISSING || code == PAGE_MISSING || (code >= ASCE_TYPE && code <= REGION_THIRD))
		page_fault(regs, page, detail & STORES ? KSPAWN_PROT_WRITE : KSPAWN_PROT_READ);
	else
		return false;
	return true;
}

/* Vectors are off: a vector instruction has a data-exception code of its own. Exceptions without a name are about spaces
 * and linkages that a program does not have. */
static int signal_of(unsigned code)
{
	enum { DATA = 7, NO_VECTOR = 0xfe };
	uint32_t data = 0;

	if (code == DATA)
		__asm__ volatile("l %0, 144" : "=d"(data)); /* in the lowcore */
	return data == NO_VECTOR || !exceptions[code].sig ? SIGILL : exceptions[code].sig;
}

/* Nothing was done of an instruction whose pages are missing. Of all other instructions the PSW is behind. */
static void program(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	const unsigned code = cause & 0xff, length = cause >> 16 & 7;

	if (code == PROTECTION)
		regs->pc -= length;
	if (paging(regs, code, detail))
		return;
	regs->pc -= length;
	fault(regs, signal_of(code), exceptions[code].sig ? exceptions[code].what : "an unnamed exception", regs->pc);
	regs->pc += length;
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	regs->mask &= ~PSW_WAIT; /* of an idle processor */
	if (cause < KSPAWN_ENTRY_RESTART)
		program(regs, cause, detail);
	else if (cause == (KSPAWN_ENTRY_EXTERNAL | CLOCK_COMPARATOR))
		timer_interrupt(regs);
	else if (cause == (KSPAWN_ENTRY_EXTERNAL | EMERGENCY_SIGNAL))
		tlb_answer();
	else
		fault_in_kernel(regs, "an unknown interruption", cause);
}

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return regs->mask & PSW_INTERRUPTS; }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->pc = (uintptr_t)fn;
	regs->r[15] = sp - KSPAWN_CALL_AREA;
	regs->r[11] = 0;
	*(uintptr_t *)regs->r[15] = 0;
	regs->mask &= ~PSW_INTERRUPTS;
}

/* ---- start ---- */

#define CONTROL(n, value)                                                     \
	do {                                                                  \
		const uint64_t value_ = (value);                              \
		__asm__ volatile("lctlg " #n ", " #n ", %0" : : "Q"(value_)); \
	} while (0)

/* Control register 0: low-address protection, pages without code, floating point, interrupts. */
enum { LOW_PROTECTION = 1 << 28, NO_CODE = 1 << 20, AFP = 1 << 18, SIGNALS = 1 << 14, COMPARATOR = 1 << 11 };

/* Where access registers could lead a program to other spaces: both lists that a processor knows have invalid entries alone.
 * (ibid., "Access-Register Translation") */
static void close_spaces(void)
{
#define INVALID          \
	{                \
		1u << 31 \
	}
	static uint32_t entries[][4]
		__attribute__((aligned(128))) = { INVALID, INVALID, INVALID, INVALID, INVALID, INVALID, INVALID, INVALID };
	static uint32_t lists[16] __attribute__((aligned(64)));

	lists[4] = (uint32_t)(uintptr_t)entries;
	CONTROL(2, (uintptr_t)lists);
	CONTROL(5, (uintptr_t)lists);
}

void machine_start_processor(struct cpu *cpu)
{
	static char emergency[CPUS_MAX][4096] __attribute__((aligned(16)));

	CONTROL(0, 0);
	cpu->entry.emergency = (uintptr_t)emergency[cpu->number] + sizeof(emergency[0]);
	kspawn_entry_start(&cpu->entry);
	close_spaces();
	CONTROL(6, 0);
	CONTROL(13, home_space);
	machine_load_root(machine_kernel_root);
	CONTROL(0, LOW_PROTECTION | NO_CODE | AFP | SIGNALS | COMPARATOR);
	load_mask(PSW_KERNEL);
}

/* Memory as it is. The tables are in the first of it that is free; the image alone is code. */
static void map_memory(void)
{
	pte_t *root = (pte_t *)boot_root, *table = (pte_t *)boot.ram_start;

	machine_kernel_root = (uintptr_t)boot_root;
	for (unsigned i = 0; i < ROOT_ENTRIES; i++)
		root[i] = PTE_EMPTY;
	for (uintptr_t at = 0; at < boot.ram_end; at += PAGE_SIZE) {
		if (at % SEGMENT == 0)
			root[at / SEGMENT] = pte_table((uintptr_t)table);
		*table++ = at < (uintptr_t)image_end ? at : pte_kernel(at);
	}
	boot.ram_start = PAGE_UP(table);
}

void machine_boot(void)
{
	const uint64_t memory = sclp_memory();

	boot.archive = loaded_archive[0];
	boot.archive_size = loaded_archive[1];
	boot.ram_start = PAGE_UP(boot.archive + boot.archive_size);
	boot.ram_end = memory < STACKS ? memory : STACKS;
	map_memory();
	started_at = clock();
	machine_start_processor(&cpus[0]);
	sclp_start();
	memcpy(boot.options, loaded_options, sizeof(boot.options) - 1);
	kernel_start();
}
