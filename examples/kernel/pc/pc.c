/* pc.c: the board that x86-64 and i386 share: its devices, its traps, its start, the other processors */
#include "pc.h"

#include "../drivers/hpet.h"
#include "../drivers/pic_8259.h"
#include "../drivers/uart_16550.h"

extern char boot_root[], image_end[], trampoline[], trampoline_end[];
uintptr_t machine_kernel_root;
struct cpu *machine_starting; /* for boot.S */

enum { TIMER_VECTOR = 32, SPURIOUS_VECTOR = 39 };

/* ---- serial lines, and the end ---- */

enum { COM1 = 0x3f8, COM2 = 0x2f8 };

void machine_console_put(char c) { uart_16550_put(COM1, c); }
void machine_log_put(char c) { uart_16550_put(COM2, c); }
int machine_console_get(void) { return uart_16550_get(COM1); }

void machine_off(void)
{
	for (;;)
		machine_out(0xf4, 0); /* QEMU's isa-debug-exit */
}

/* ---- the other processors (Intel manual, volume 3, 11.4 and 11.6), which QEMU numbers from 0 ---- */

#define APIC(offset) MACHINE_DEVICE(uint32_t, 0xfee00000 + (offset))
enum { APIC_EOI = 0xb0, APIC_SPURIOUS = 0xf0, APIC_COMMAND = 0x300, APIC_WHO = 0x310, APIC_ON = 0x1ff };
enum { SEND_INIT = 0x4500, SEND_START = 0x4600, SEND_ASSERT = 0x4000, SEND_TO_OTHERS = 3 << 18, SEND_PENDING = 1 << 12 };
enum { TICK_VECTOR = 0xf0, CALL_VECTOR = 0xf1, LATE_VECTOR = 0xf2, TRAMPOLINE = 0x8000 };

static void send(uint32_t target, uint32_t what)
{
	while (APIC(APIC_COMMAND) & SEND_PENDING)
		machine_relax();
	APIC(APIC_WHO) = target << 24;
	APIC(APIC_COMMAND) = what;
}

void machine_interrupt_cpu(const struct cpu *cpu) { send(cpu->number, SEND_ASSERT | CALL_VECTOR); }

static void wait_ns(uint64_t ns)
{
	const uint64_t end = machine_now() + ns;

	while (machine_now() < end)
		machine_relax();
}

bool machine_start_cpu(struct cpu *cpu)
{
	memcpy(direct(TRAMPOLINE), trampoline, (size_t)(trampoline_end - trampoline));
	machine_starting = cpu;
	send(cpu->number, SEND_INIT);
	wait_ns(10000000);
	send(cpu->number, SEND_START | TRAMPOLINE / PAGE_SIZE);
	return true;
}

/* ---- time: HPET, whose interrupt comes through the first interrupt controller ---- */

uint64_t machine_now(void) { return hpet_now(); }

/* It is the first processor's, which passes its ticks on. */
void machine_timer(uint64_t at)
{
	if (this_cpu()->number == 0 && !hpet_set(at))
		send(0, SEND_ASSERT | LATE_VECTOR);
}

static void tick_of_all(struct kspawn_pt_regs *regs)
{
	if (processors_online() > 1 && this_cpu()->timer_at == this_cpu()->tick_at)
		send(0, SEND_TO_OTHERS | SEND_ASSERT | TICK_VECTOR);
	timer_interrupt(regs);
}

/* ---- traps ---- */

static const struct exception exceptions[32] = {
	[0] = { SIGFPE, "division" },
	[1] = { SIGTRAP, "debug" },
	[2] = { 0, "NMI" },
	[3] = { SIGTRAP, "breakpoint" },
	[4] = { SIGSEGV, "overflow" },
	[5] = { SIGSEGV, "bounds" },
	[6] = { SIGILL, "invalid opcode" },
	[7] = { SIGSEGV, "no floating point" },
	[8] = { 0, "double fault" },
	[10] = { SIGSEGV, "invalid TSS" },
	[11] = { SIGBUS, "no segment" },
	[12] = { SIGBUS, "stack segment" },
	[13] = { SIGSEGV, "general protection" },
	[16] = { SIGFPE, "x87" },
	[17] = { SIGBUS, "alignment" },
	[18] = { 0, "machine check" },
	[19] = { SIGFPE, "SIMD" },
	[21] = { SIGSEGV, "control protection" },
};

static uintptr_t fault_address(void)
{
	uintptr_t addr;

	__asm__ volatile("mov %%cr2, %0" : "=r"(addr));
	return addr;
}

static int access_of(uintptr_t error)
{
	enum { WRITE = 1 << 1, FETCH = 1 << 4 };

	return error & WRITE ? KSPAWN_PROT_WRITE : error & FETCH ? KSPAWN_PROT_EXEC : KSPAWN_PROT_READ;
}

/* The processor's own access to a table, on behalf of a program: no page of the program's would end it. */
static bool is_implicit(const struct kspawn_pt_regs *regs, uintptr_t error)
{
	enum { USER = 1 << 2 };

	return kspawn_entry_from_user(regs) && !(error & USER);
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t vector, uintptr_t error)
{
	enum { PAGE_FAULT = 14 };

	if (vector == TIMER_VECTOR) {
		pic_8259_answer();
		tick_of_all(regs);
	} else if (vector == LATE_VECTOR) {
		APIC(APIC_EOI) = 0;
		tick_of_all(regs);
	} else if (vector == TICK_VECTOR) {
		APIC(APIC_EOI) = 0;
		timer_interrupt(regs);
	} else if (vector == CALL_VECTOR) {
		APIC(APIC_EOI) = 0;
		tlb_answer();
	} else if (vector == SPURIOUS_VECTOR || vector > 31) {
		log_line("kernel: an unexpected interrupt: %lu", (unsigned long)vector);
	} else if (vector == PAGE_FAULT && is_implicit(regs, error)) {
		fault(regs, SIGSEGV, "table", fault_address());
	} else if (vector == PAGE_FAULT) {
		page_fault(regs, fault_address(), access_of(error));
	} else if (vector == KSPAWN_ENTRY_DF && stack_guards(fault_address())) {
		kspawn_entry_overflow(regs);
	} else if (!exceptions[vector].sig) {
		fault_in_kernel(regs, exceptions[vector].what ? exceptions[vector].what : "exception", vector);
	} else {
		fault(regs, exceptions[vector].sig, exceptions[vector].what, error);
	}
}

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return regs->flags & 0x200; }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->ip = (uintptr_t)fn;
	regs->sp = sp - sizeof(uintptr_t); /* as after a call */
	regs->flags = 2;
}

/* ---- start: the loader's structure (Xen, "x86/HVM direct boot ABI") ---- */

struct start_info {
	uint32_t magic, version, flags, modules;
	uint64_t module_list, command_line, rsdp, memory_map;
	uint32_t memory_map_entries, reserved;
};
struct module {
	uint64_t start, size, command_line, reserved;
};
struct memory {
	uint64_t start, size;
	uint32_t type, reserved;
};

static void read_start_info(const struct start_info *info)
{
	const struct module *module = direct((uintptr_t)info->module_list);
	const struct memory *memory = direct((uintptr_t)info->memory_map);
	const char *options = direct((uintptr_t)info->command_line);
	const uint64_t direct_end = 1ul << 30;

	for (size_t i = 0; info->command_line && options[i] && i < sizeof(boot.options) - 1; i++)
		boot.options[i] = options[i];
	boot.ram_start = (uintptr_t)image_end - IMAGE;
	for (uint32_t i = 0; i < info->memory_map_entries; i++) {
		const uint64_t end = memory[i].start + memory[i].size;
		if (memory[i].type == 1 && memory[i].start <= boot.ram_start && end > boot.ram_start)
			boot.ram_end = (uintptr_t)(end < direct_end ? end : direct_end);
	}
	if (info->modules) {
		boot.archive = (uintptr_t)module->start;
		boot.archive_size = (uintptr_t)module->size;
		if (boot.archive > boot.ram_start)
			boot.ram_end = PAGE_DOWN(boot.archive); /* the loader puts it at the end */
	}
}

/* The kernel reaches programs' pages through the direct map alone, so that it never may through theirs; and programs
 * do not read where its tables are. (Intel manual, volume 3, 2.5) */
static void protect(void)
{
	enum { UMIP = 1 << 11, SMEP = 1 << 20, SMAP = 1 << 21, HAS_UMIP = 1 << 2, HAS_SMEP = 1 << 7, HAS_SMAP = 1 << 20 };
	uint32_t a = 7, b, c = 0, d;
	uintptr_t cr4;

	__asm__ volatile("cpuid" : "+a"(a), "=b"(b), "+c"(c), "=d"(d));
	__asm__ volatile("mov %%cr4, %0" : "=r"(cr4));
	cr4 |= (b & HAS_SMEP ? SMEP : 0) | (b & HAS_SMAP ? SMAP : 0) | (c & HAS_UMIP ? UMIP : 0);
	__asm__ volatile("mov %0, %%cr4" : : "r"(cr4));
}

void machine_start_processor(struct cpu *cpu)
{
	pc_load_tables(cpu);
	protect();
	APIC(APIC_SPURIOUS) = APIC_ON;
}

void machine_boot(uintptr_t start_info)
{
	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	pc_make_gates();
	machine_start_processor(&cpus[0]);
	read_start_info(direct(start_info));
	uart_16550_start(COM1);
	pic_8259_start(TIMER_VECTOR);
	hpet_start();
	kernel_start();
}
