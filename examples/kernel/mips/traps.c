/* mips traps.c: exceptions, and the instructions that are carried out for programs (MIPS32 PRA, Cause) */
#include <kspawn/host.h>

#include "../kernel.h"
#include "cp0.h"

enum {
	INTERRUPT = 0,
	MODIFIED = 1,
	LOAD_MISS = 2,
	STORE_MISS = 3,
	LOAD_ADDRESS = 4,
	STORE_ADDRESS = 5,
	SYSTEM_CALL = 8,
	BREAKPOINT = 9,
	RESERVED = 10,
	TRAP = 13,
	FLOATING_POINT = 15
};
#define DELAY_SLOT (1ul << 31)

/* clang-format off */
static const struct exception exceptions[32] = {
	[6] = { SIGBUS, "bus error of a fetch" },
	[7] = { SIGBUS, "bus error" }, [9] = { SIGTRAP, "breakpoint" }, [10] = { SIGILL, "reserved instruction" },
	[11] = { SIGILL, "coprocessor" }, [12] = { SIGFPE, "overflow" }, [13] = { SIGTRAP, "trap" },
	[14] = { SIGILL, "MSA" }, [15] = { SIGFPE, "floating point" }, [16] = { SIGILL, "implementation" },
	[17] = { SIGILL, "implementation" }, [18] = { SIGILL, "coprocessor 2" }, [21] = { SIGILL, "MSA" },
	[22] = { SIGILL, "MDMX" }, [23] = { SIGTRAP, "watchpoint" }, [25] = { SIGILL, "thread" }, [26] = { SIGILL, "DSP" },
};
/* clang-format on */

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

/* `break` and the conditional traps have a code, of which a compiler's arithmetic uses two. */
static int signal_of_code(uint32_t code)
{
	enum { OVERFLOW = 6, DIVISION = 7 };

	return code == OVERFLOW || code == DIVISION ? SIGFPE : SIGTRAP;
}

/* rdhwr $29: of a processor without UserLocal, for programs all the same. */
static bool is_read_of_tls(uint32_t text) { return (text & 0xffe0ffff) == 0x7c00e83b; }

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
	if (user_read(&at_pc, regs->pc, sizeof(at_pc)) || user_read(&text, regs->pc + (cause & DELAY_SLOT ? 4 : 0), sizeof(text)))
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
	interrupts_disable();
	if (sig)
		fault(regs, sig, "instruction", code);
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
	else if (code == LOAD_ADDRESS || code == STORE_ADDRESS)
		misaligned(regs, detail, code == STORE_ADDRESS ? KSPAWN_PROT_WRITE : access_of_load(regs, cause, detail));
	else if (of_user && (code == SYSTEM_CALL || code == BREAKPOINT || code == RESERVED || code == TRAP))
		instruction(regs, cause, code);
	else if (exceptions[code].sig) {
		if (code == FLOATING_POINT)
			write_fcsr(read_fcsr() & ~FCSR_CAUSES);
		fault(regs, exceptions[code].sig, exceptions[code].what, detail);
	} else
		fault_in_kernel(regs, "an unknown trap", cause);
}

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return regs->status & 1; }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	regs->pc = (uintptr_t)fn;
	regs->r[29] = sp - KSPAWN_CALL_AREA;
	regs->r[30] = 0;
	regs->r[31] = 0;
	regs->status &= ~1ul;
}
