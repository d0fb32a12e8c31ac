/* mips machine.c: traps, timer, serial lines, start and end of the Malta board */
#include <asm/unistd.h>

#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../kernel.h"
#include "cp0.h"

#define DEVICE(type, address) (*(volatile type *)(DEVICES + (address)))
#define PORT(number) DEVICE(uint8_t, 0x18000000 + (number)) /* where the board shows PCI's ports */

/* ---- serial lines (National Semiconductor, PC16550D) ---- */

enum { CONSOLE = 0x3f8, LOG = 0x2f8, FIFO_CONTROL = 2, FIFO_ON = 0xc1, LINE_STATUS = 5, HAS_INPUT = 1, MAY_SEND = 1 << 5 };

static void serial_put(unsigned line, char c)
{
	while (!(PORT(line + LINE_STATUS) & MAY_SEND))
		machine_relax();
	PORT(line) = (uint8_t)c;
}

void machine_console_put(char c) { serial_put(CONSOLE, c); }
void machine_log_put(char c) { serial_put(LOG, c); }
int machine_console_get(void) { return PORT(CONSOLE + LINE_STATUS) & HAS_INPUT ? PORT(CONSOLE) : -1; }

/* A reset (Malta User's Manual, SOFTRES), at which QEMU ends. */
void machine_off(void)
{
	for (;;)
		DEVICE(uint32_t, 0x1f000500) = 0x42;
}

/* ---- time: Count, whose rate the board's other timer tells (Intel 8254, in its mode 0) ---- */

enum { PIT = 0x40, PIT_CONTROL = 0x43, PIT_MODE_0 = 0x30, PIT_LATCH = 0, PIT_HZ = 1193182, PIT_TICKS = 12000 };
enum { IP7 = 1 << 15, SOON = 32 /* ticks */ };

static uint32_t ns_per_tick;

struct sample {
	uint32_t count, pit;
};

/* Both at once, as far as can be. */
static struct sample sample(void)
{
	enum { AT_ONCE = 1 << 13, TRIES = 1000 };
	struct sample s = { 0, 0 };

	for (int i = 0; i < TRIES; i++) {
		s.count = READ(COUNT);
		PORT(PIT_CONTROL) = PIT_LATCH;
		s.pit = PORT(PIT);
		s.pit |= (uint32_t)PORT(PIT) << 8;
		if (READ(COUNT) - s.count < AT_ONCE)
			break;
	}
	return s;
}

static void start_time(void)
{
	struct sample from, to;
	uint32_t ns, ticks;

	PORT(PIT_CONTROL) = PIT_MODE_0;
	PORT(PIT) = 0xff;
	PORT(PIT) = 0xff;
	from = to = sample();
	while (from.pit - to.pit < PIT_TICKS)
		to = sample();
	ns = (uint32_t)divide((uint64_t)(from.pit - to.pit) * 1000000000, PIT_HZ);
	ticks = to.count - from.count;
	ns_per_tick = (ns + ticks / 2) / ticks;
	if (!ns_per_tick)
		kspawn_panic("the clock counts faster than nanoseconds");
}

/* Count has 32 bits, and the timer's interrupts come before it has gone round. */
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

/* ---- traps (MIPS32 PRA, Cause) ---- */

enum { INTERRUPT = 0, MODIFIED = 1, LOAD_MISS = 2, STORE_MISS = 3, LOAD_ADDRESS = 4, STORE_ADDRESS = 5, SYSTEM_CALL = 8,
       BREAKPOINT = 9, RESERVED = 10, TRAP = 13, FLOATING_POINT = 15 };
#define DELAY_SLOT (1ul << 31)

static const struct {
	int sig;
	const char *what;
} exceptions[32] = {
	[4] = { SIGBUS, "misaligned load" }, [5] = { SIGBUS, "misaligned store" }, [6] = { SIGBUS, "bus error of a fetch" },
	[7] = { SIGBUS, "bus error" }, [9] = { SIGTRAP, "breakpoint" }, [10] = { SIGILL, "reserved instruction" },
	[11] = { SIGILL, "coprocessor" }, [12] = { SIGFPE, "overflow" }, [13] = { SIGTRAP, "trap" },
	[14] = { SIGILL, "MSA" }, [15] = { SIGFPE, "floating point" }, [16] = { SIGILL, "implementation" },
	[17] = { SIGILL, "implementation" }, [18] = { SIGILL, "coprocessor 2" }, [21] = { SIGILL, "MSA" },
	[22] = { SIGILL, "MDMX" }, [23] = { SIGTRAP, "watchpoint" }, [25] = { SIGILL, "thread" }, [26] = { SIGILL, "DSP" },
};

static uint32_t read_fcsr(void)
{
	uint32_t fcsr;

	__asm__ volatile(".set push\n\t.set hardfloat\n\tcfc1 %0, $31\n\t.set pop" : "=r"(fcsr));
	return fcsr;
}

static void write_fcsr(uint32_t fcsr)
{
	__asm__ volatile(".set push\n\t.set hardfloat\n\tctc1 %0, $31\n\t.set pop" : : "r"(fcsr));
}

/* Causes: to write one that is enabled is an exception, here too. (MIPS32 PRA, FCSR) */
#define FCSR_CAUSES (0x3fu << 12)

/* `break` and the conditional traps have a code, of which a compiler's arithmetic uses two. */
static int signal_of_code(uint32_t code)
{
	enum { OVERFLOW = 6, DIVISION = 7 };

	return code == OVERFLOW || code == DIVISION ? SIGFPE : SIGTRAP;
}

/* rdhwr $29: of a processor without UserLocal, for programs all the same. */
static bool is_read_of_tls(uint32_t text)
{
	return (text & 0xffe0ffff) == 0x7c00e83b;
}

static bool skip(struct kspawn_pt_regs *regs, uintptr_t cause, uint32_t at_pc)
{
	return kspawn_entry_skip(regs, cause, at_pc, read_fcsr());
}

/* What a program's instruction asks for; 0, or the signal for it. Interrupts are on. */
static int carry_out(struct kspawn_pt_regs *regs, uintptr_t cause, unsigned code)
{
	uint32_t at_pc = 0, text;

	if (regs->pc & 3)
		return exceptions[code].sig ? exceptions[code].sig : SIGILL; /* MIPS16 */
	if (user_read(&at_pc, regs->pc, sizeof(at_pc)) ||
	    user_read(&text, regs->pc + (cause & DELAY_SLOT ? 4 : 0), sizeof(text)))
		return SIGSEGV;
	switch (code) {
	case BREAKPOINT:
		return signal_of_code(text >> 16 & 0x3ff ? text >> 16 & 0x3ff : text >> 6 & 0x3ff);
	case TRAP:
		return signal_of_code(text >> 26 ? 0 : text >> 6 & 0x3ff);
	case RESERVED:
		if (!is_read_of_tls(text) || !skip(regs, cause, at_pc))
			return SIGILL;
		regs->r[text >> 16 & 31] = regs->tls;
		return 0;
	default:
		if (!skip(regs, cause, at_pc))
			return SIGILL;
		regs->nr = regs->r[2];
		interrupts_disable();
		kspawn_entry_syscall(regs);
		interrupts_enable();
		return 0;
	}
}

static void instruction(struct kspawn_pt_regs *regs, uintptr_t cause, unsigned code)
{
	int sig;

	interrupts_enable();
	sig = carry_out(regs, cause, code);
	if (sig)
		signal_fault(sig);
	interrupts_disable();
}

/* A fetch is a load of the instruction itself. */
static int access_of_load(const struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t addr)
{
	return addr - (regs->pc & ~1ul) < (cause & DELAY_SLOT ? 8 : 4) ? KSPAWN_PROT_EXEC : KSPAWN_PROT_READ;
}

static void interrupt(struct kspawn_pt_regs *regs, uintptr_t cause)
{
	extern char machine_wait_end[];

	if (regs->pc - (uintptr_t)machine_wait < (uintptr_t)machine_wait_end - (uintptr_t)machine_wait)
		regs->pc = (uintptr_t)machine_wait_end;
	if (cause & IP7)
		timer_interrupt(regs);
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	const unsigned code = cause >> 2 & 31;
	const bool of_user = kspawn_entry_from_user(regs);

	if (code == INTERRUPT)
		interrupt(regs, cause);
	else if (code == MODIFIED || code == STORE_MISS)
		page_fault(regs, detail, KSPAWN_PROT_WRITE);
	else if (code == LOAD_MISS || (code <= STORE_ADDRESS && detail >= USER_TOP))
		page_fault(regs, detail, access_of_load(regs, cause, detail));
	else if (of_user && (code == SYSTEM_CALL || code == BREAKPOINT || code == RESERVED || code == TRAP))
		instruction(regs, cause, code);
	else if (exceptions[code].sig) {
		if (code == FLOATING_POINT)
			write_fcsr(read_fcsr() & ~FCSR_CAUSES);
		fault(regs, exceptions[code].sig, exceptions[code].what, detail);
	} else
		fault_in_kernel(regs, "a trap nobody knows", cause);
}

void kspawn_entry_overflow(struct kspawn_pt_regs *regs) { stack_overflow(regs); }

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return regs->status & 1; }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->pc = (uintptr_t)fn;
	regs->r[29] = sp - KSPAWN_ARG_AREA;
	regs->r[30] = 0;
	regs->r[31] = 0;
	regs->status &= ~1ul;
}

void machine_sync_code(const void *at, size_t size)
{
	const uintptr_t end = (uintptr_t)at + size;
	uintptr_t line;

	__asm__ volatile("rdhwr %0, $1" : "=r"(line)); /* SYNCI_Step */
	for (uintptr_t i = (uintptr_t)at & -line; line && i < end; i += line)
		__asm__ volatile("synci 0(%0)" : : "r"(i) : "memory");
	__asm__ volatile("sync" : : : "memory"); /* ERET does the rest */
}

/* ---- system calls ---- */

/* Most have none of these, on whatever stack. */
void machine_fetch_arguments(struct kspawn_pt_regs *regs)
{
	uint32_t on_stack[2] = { 0, 0 };

	(void)user_read(on_stack, regs->r[29] + KSPAWN_ARG_AREA, sizeof(on_stack));
	regs->r[8] = on_stack[0];
	regs->r[9] = on_stack[1];
}

/* The ends are in two registers. */
static long sys_pipe(struct kspawn_pt_regs *regs)
{
	int fds[2];
	const int err = pipe_open(fds, 0);

	if (err)
		return err;
	regs->r[3] = (uintptr_t)fds[1];
	return fds[0];
}

/* By the direct map: pages that are not there need nothing. */
static long sys_cacheflush(uintptr_t start, uintptr_t size)
{
	struct kspawn_mm *mm = current()->mm;

	if (start >= USER_TOP || size > USER_TOP - start)
		return -EFAULT;
	mutex_lock(&mm->lock);
	for (uintptr_t page = PAGE_DOWN(start); page < start + size; page += PAGE_SIZE) {
		const pte_t *entry = page_entry(mm->root, page, false);
		if (entry && pte_present(*entry))
			machine_sync_code(direct(pte_frame(*entry)), PAGE_SIZE);
	}
	mutex_unlock(&mm->lock);
	return 0;
}

long machine_syscall(struct kspawn_pt_regs *regs)
{
	switch (regs->nr) {
	case __NR_set_thread_area:
		regs->tls = regs->r[4];
		return 0;
	case __NR_pipe:
		return sys_pipe(regs);
	case __NR_cacheflush:
		return sys_cacheflush(regs->r[4], regs->r[5]);
	default:
		return -ENOSYS;
	}
}

/* ---- signals: a handler may write to the words above its sp ---- */

uintptr_t machine_signal_sp(uintptr_t top) { return top; }
uintptr_t machine_signal_frame(const struct kspawn_pt_regs *regs) { return regs->r[29] + KSPAWN_ARG_AREA; }

void machine_enter_handler(struct kspawn_pt_regs *regs, uintptr_t handler, uintptr_t frame, uintptr_t restorer, int sig,
			   uintptr_t info)
{
	regs->pc = regs->r[25] = handler;
	regs->r[29] = frame - KSPAWN_ARG_AREA;
	regs->r[31] = restorer;
	regs->r[4] = (uintptr_t)sig;
	regs->r[5] = info;
	regs->r[6] = 0;
}

void machine_check_user_state(unsigned char *state)
{
	uint32_t *fcsr = (uint32_t *)(state + KSPAWN_USER_FCSR);

	*fcsr &= ~FCSR_CAUSES;
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

void machine_boot(int count, char **words, char **names)
{
	static char emergency[4096] __attribute__((aligned(16)));
	enum { READABLE = 0xf /* number, SYNCI_Step, Count and its rate */ };

	cpus[0].entry.emergency = (uintptr_t)emergency + sizeof(emergency);
	kspawn_entry_start(&cpus[0].entry);
	tlb_start();
	WRITE(HWRENA, READ(HWRENA) | READABLE);
	read_loader(count, words, names);
	start_time();
	WRITE(STATUS, READ(STATUS) | IP7);
	kernel_start();
}
