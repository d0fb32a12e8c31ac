/* x86_64 machine.c: processor tables, interrupts, the other processors, start and end of the PC */
#include <asm/unistd.h>

#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../drivers/hpet.h"
#include "../drivers/pic_8259.h"
#include "../drivers/uart_16550.h"
#include "../kernel.h"

extern char boot_root[], image_end[], trampoline[], trampoline_end[];
uintptr_t machine_kernel_root;
struct cpu *machine_starting; /* for boot.S */

/* ---- descriptors (AMD64 manual, volume 2, 4.7 and 4.8) ---- */

enum { TSS = 0x40, GATES = 256, TIMER_VECTOR = 32, SPURIOUS_VECTOR = 39 };
enum { IST_DEBUG = 1, IST_NMI, IST_DOUBLE, IST_MACHINE, IST_COUNT = 4, IST_SIZE = 4096 };

static const uint64_t descriptors[TSS / 8] = {
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
static uint64_t gdts[CPUS_MAX][TSS / 8 + 2];
static char ist_stacks[CPUS_MAX][IST_COUNT][IST_SIZE] __attribute__((aligned(16)));

static void load_gdt(struct cpu *cpu)
{
	struct kspawn_entry_tss *tss = &cpu->entry.tss;
	const uintptr_t at = (uintptr_t)tss;
	uint64_t *gdt = gdts[cpu->number];
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(gdts[0]) - 1, gdt };

	memcpy(gdt, descriptors, sizeof(descriptors));
	gdt[TSS / 8] = (sizeof(*tss) - 1) | (at & 0xffffff) << 16 | 0x89ul << 40 | (at >> 24 & 0xff) << 56;
	gdt[TSS / 8 + 1] = at >> 32;
	tss->io_map = sizeof(*tss);
	for (int i = 0; i < IST_COUNT; i++)
		tss->ist[i] = (uintptr_t)ist_stacks[cpu->number][i] + IST_SIZE;
	__asm__ volatile("lgdt %0" : : "m"(pointer));
	__asm__ volatile("ltr %w0" : : "r"(TSS));
	__asm__ volatile("lldt %w0" : : "r"(0)); /* or a program makes one at address 0, where a reset leaves it */
}

static void make_idt(void)
{
	static const uint8_t ist[] = { [KSPAWN_ENTRY_DB] = IST_DEBUG,
				       [KSPAWN_ENTRY_NMI] = IST_NMI,
				       [KSPAWN_ENTRY_DF] = IST_DOUBLE,
				       [KSPAWN_ENTRY_MC] = IST_MACHINE };

	for (unsigned n = 0; n < GATES; n++) {
		const uintptr_t at = (uintptr_t)kspawn_entry_vectors + n * KSPAWN_ENTRY_VECTOR_SIZE;
		const bool breakpoint = n == 3 || n == 4; /* INT3 and INTO are for user mode too */
		idt[n] = (struct gate){ (uint16_t)at,
					KSPAWN_KERNEL_CS,
					n < sizeof(ist) ? ist[n] : 0,
					breakpoint ? 0xee : 0x8e,
					(uint16_t)(at >> 16),
					(uint32_t)(at >> 32),
					0 };
	}
}

static void load_idt(void)
{
	const struct {
		uint16_t limit;
		const void *base;
	} __attribute__((packed)) pointer = { sizeof(idt) - 1, idt };

	__asm__ volatile("lidt %0" : : "m"(pointer));
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

#define APIC(offset) (*(volatile uint32_t *)(DIRECT + 0xfee00000 + (offset)))
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
	if (processors_online() > 1)
		send(0, SEND_TO_OTHERS | SEND_ASSERT | TICK_VECTOR);
	timer_interrupt(regs);
}

/* ---- traps ---- */

static const struct {
	int sig;
	const char *what;
} exceptions[32] = {
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

/* arch_prctl: its TLS */
long machine_syscall(struct kspawn_pt_regs *regs)
{
	enum { SET_FS = 0x1002, GET_FS = 0x1003 };
	const uintptr_t what = kspawn_pt_regs_arg(regs, 0), arg = kspawn_pt_regs_arg(regs, 1);

	if (kspawn_pt_regs_nr(regs) != __NR_arch_prctl)
		return -ENOSYS;
	if (what == GET_FS)
		return user_write(arg, &regs->tls, sizeof(regs->tls));
	if (what != SET_FS)
		return -EINVAL;
	if (!kspawn_tls_valid(arg))
		return -EPERM;
	regs->tls = arg;
	return 0;
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
	const struct module *module = direct(info->module_list);
	const struct memory *memory = direct(info->memory_map);
	const char *options = direct(info->command_line);
	const uintptr_t direct_end = 1ul << 30;

	for (size_t i = 0; info->command_line && options[i] && i < sizeof(boot.options) - 1; i++)
		boot.options[i] = options[i];
	boot.ram_start = (uintptr_t)image_end - IMAGE;
	for (uint32_t i = 0; i < info->memory_map_entries; i++) {
		const uintptr_t end = memory[i].start + memory[i].size;
		if (memory[i].type == 1 && memory[i].start <= boot.ram_start && end > boot.ram_start)
			boot.ram_end = end < direct_end ? end : direct_end;
	}
	if (info->modules) {
		boot.archive = module->start;
		boot.archive_size = module->size;
		if (boot.archive > boot.ram_start)
			boot.ram_end = PAGE_DOWN(boot.archive); /* the loader puts it at the end */
	}
}

static void start_processor(struct cpu *cpu)
{
	load_gdt(cpu);
	load_idt();
	kspawn_entry_start(&cpu->entry);
	protect();
	APIC(APIC_SPURIOUS) = APIC_ON;
}

void machine_secondary(struct cpu *cpu)
{
	start_processor(cpu);
	processor_run(cpu);
}

void machine_boot(uintptr_t start_info)
{
	machine_kernel_root = (uintptr_t)boot_root - IMAGE;
	make_idt();
	start_processor(&cpus[0]);
	read_start_info(direct(start_info));
	uart_16550_start(COM1);
	pic_8259_start(TIMER_VECTOR);
	hpet_start();
	kernel_start();
}
