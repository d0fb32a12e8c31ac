/* mips machine.c: serial lines, time, start and end of the Malta board */
#include <kspawn/host.h>

#include "../drivers/uart_16550.h"
#include "../kernel.h"
#include "cp0.h"

#define PORTS 0x18000000ul /* where the board shows PCI's ports */
#define PORT(number) MACHINE_DEVICE(uint8_t, PORTS + (number))

/* ---- serial lines, and the end ---- */

#define CONSOLE (PORTS + 0x3f8)
#define LOG (PORTS + 0x2f8)

void machine_console_put(char c) { uart_16550_put(CONSOLE, c); }
void machine_log_put(char c) { uart_16550_put(LOG, c); }
int machine_console_get(void) { return uart_16550_get(CONSOLE); }

/* A reset (Malta User's Manual, SOFTRES), at which QEMU ends. */
void machine_off(void)
{
	for (;;)
		MACHINE_DEVICE(uint32_t, 0x1f000500) = 0x42;
}

/* ---- time: Count, whose rate is measured with the board's other timer (Intel 8254, in its mode 0) ---- */

enum { PIT = 0x40, PIT_CONTROL = 0x43, PIT_MODE_0 = 0x30, PIT_LATCH = 0, PIT_HZ = 1193182, PIT_TICKS = 12000 };
enum { SOON = 32 /* ticks */ };

static uint32_t ns_per_tick;

struct sample {
	uint32_t count, pit;
};

/* Both at once: the more tries it takes, the later may the one be. */
static struct sample sample(void)
{
	struct sample s;

	for (uint32_t at_once = 1 << 10;; at_once += at_once / 32) {
		s.count = READ(COUNT);
		s.count = READ(COUNT);
		PORT(PIT_CONTROL) = PIT_LATCH;
		s.pit = PORT(PIT);
		s.pit |= (uint32_t)PORT(PIT) << 8;
		if (READ(COUNT) - s.count < at_once)
			return s;
	}
}

/* An emulator that does not run for long misses rounds of the board's timer. Such a gap counts for neither: it is no less
 * than GAP ticks of Count, and a round is more than that if a tick takes at most 50 ns. */
static uint32_t measured(void)
{
	enum { GAP = 1 << 20 };
	uint32_t pit = 0, ticks = 0;
	struct sample last;

	PORT(PIT_CONTROL) = PIT_MODE_0;
	PORT(PIT) = 0xff;
	PORT(PIT) = 0xff;
	last = sample();
	while (pit < PIT_TICKS) {
		const struct sample next = sample();

		if (next.count - last.count < GAP) {
			pit += (last.pit - next.pit) & 0xffff;
			ticks += next.count - last.count;
		}
		last = next;
	}
	return ((uint32_t)divide((uint64_t)pit * NSEC_PER_SEC, PIT_HZ) + ticks / 2) / ticks;
}

/* Twice the same, in spite of what comes between the reads of one sample. */
static void start_time(void)
{
	do {
		ns_per_tick = measured();
		if (!ns_per_tick)
			kspawn_panic("the clock counts faster than nanoseconds");
	} while (measured() != ns_per_tick);
}

/* Count has 32 bits, and the timer's interrupts come before it wraps around. */
static uint64_t ticks_now(void)
{
	static uint64_t last;
	const uintptr_t interrupts = interrupts_disable();

	last += (uint32_t)(READ(COUNT) - (uint32_t)last);
	interrupts_restore(interrupts);
	return last;
}

uint64_t machine_now(void) { return ticks_now() * ns_per_tick; }

/* What Count has passed before it was written would come after a whole round: then it is soon. */
void machine_timer(uint64_t at)
{
	const uint64_t count = ticks_now(), now = count * ns_per_tick;
	const uint32_t ns = at <= now ? 0 : at - now > INT32_MAX ? INT32_MAX : (uint32_t)(at - now);
	uint32_t compare = (uint32_t)count + ns / ns_per_tick;

	WRITE(COMPARE, compare);
	for (uint32_t soon = SOON; (int32_t)(READ(COUNT) - compare) >= 0 && !(READ(CAUSE) & IP7); soon *= 2) {
		compare = READ(COUNT) + soon;
		WRITE(COMPARE, compare);
	}
}

/* ---- code ---- */

void machine_sync_code(const void *at, size_t size)
{
	const uintptr_t end = (uintptr_t)at + size;
	uintptr_t line;

	__asm__ volatile("rdhwr %0, $1" : "=r"(line)); /* SYNCI_Step */
	for (uintptr_t i = (uintptr_t)at & -line; line && i < end; i += line)
		__asm__ volatile("synci 0(%0)" : : "r"(i) : "memory");
	__asm__ volatile("sync" : : : "memory"); /* ERET does the rest */
}

/* ---- start ---- */

static uintptr_t number(const char *at)
{
	uintptr_t value = 0;

	if (at[0] == '0' && at[1] == 'x') {
		for (at += 2; *at > ' '; at++)
			value = value << 4 | (uintptr_t)(*at <= '9' ? *at - '0' : (*at | 0x20) - 'a' + 10);
	} else {
		for (; *at >= '0' && *at <= '9'; at++)
			value = value * 10 + (uintptr_t)(*at - '0');
	}
	return value;
}

/* The text after `name`, or "0". */
static const char *after(const char *text, const char *name)
{
	for (; *text; text++) {
		if (strncmp(text, name, strlen(name)) == 0)
			return text + strlen(name);
	}
	return "0";
}

/* As YAMON has it: words of the command line, and pairs of names and values. */
static void read_loader(int count, char **words, char **names)
{
	extern char image_end[];

	boot.ram_start = (uintptr_t)image_end - DIRECT;
	for (; names[0] && names[1]; names += 2) {
		if (strcmp(names[0], "memsize") == 0)
			boot.ram_end = number(names[1]);
	}
	if (count < 2)
		return;
	boot.archive = number(after(words[1], "rd_start=")) & ~DIRECT;
	boot.archive_size = number(after(words[1], "rd_size="));
	if (boot.archive > boot.ram_start)
		boot.ram_end = PAGE_DOWN(boot.archive);
	for (size_t i = 0; i + 1 < sizeof(boot.options) && words[1][i]; i++)
		boot.options[i] = words[1][i];
}

/* The board has one processor. */
bool machine_start_cpu(struct cpu *cpu)
{
	(void)cpu;
	return false;
}

void machine_interrupt_cpu(const struct cpu *cpu) { (void)cpu; }

void machine_start_processor(struct cpu *cpu)
{
	static char emergency[4096] __attribute__((aligned(16)));
	enum { READABLE = 0xf /* number, SYNCI_Step, Count and its rate */ };

	cpu->entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpu->entry);
	tlb_start();
	WRITE(HWRENA, READ(HWRENA) | READABLE);
}

void machine_boot(int count, char **words, char **names)
{
	machine_start_processor(&cpus[0]);
	read_loader(count, words, names);
	uart_16550_start(CONSOLE);
	start_time();
	WRITE(STATUS, READ(STATUS) | IP7);
	kernel_start();
}
