/* aarch64 machine.c: traps, time, the calls of the firmware */
#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../kernel.h"
#include "../virt_arm/virt.h"

#define READ(reg)                                                 \
	({                                                        \
		uint64_t value_;                                  \
		__asm__ volatile("mrs %0, " #reg : "=r"(value_)); \
		value_;                                           \
	})
#define WRITE(reg, value) __asm__ volatile("msr " #reg ", %0" : : "r"((uint64_t)(value)) : "memory")

intptr_t machine_firmware(uint32_t function, uintptr_t x, uintptr_t y, uintptr_t z)
{
	register uint64_t x0 __asm__("x0") = function, x1 __asm__("x1") = x, x2 __asm__("x2") = y, x3 __asm__("x3") = z;

	__asm__ volatile("hvc #0" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3) : : "memory");
	return (intptr_t)x0;
}

/* ---- time (Arm ARM, D11) ---- */

static uint64_t ns_per_tick;

void virt_start_clock(void)
{
	ns_per_tick = NSEC_PER_SEC / READ(cntfrq_el0);
	if (!ns_per_tick)
		kspawn_panic("the clock counts faster than nanoseconds");
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

/* ---- traps (Arm ARM, D17.2.37, ESR_EL1) ---- */

/* clang-format off */
static const struct exception exceptions[64] = {
	[0x00] = { SIGILL, "undefined" }, [0x01] = { SIGILL, "WFI" }, [0x07] = { SIGILL, "no floating point" },
	[0x09] = { SIGILL, "PAC" }, [0x0d] = { SIGILL, "BTI" }, [0x0e] = { SIGILL, "illegal state" },
	[0x18] = { SIGILL, "system register" }, [0x19] = { SIGILL, "SVE" }, [0x1c] = { SIGILL, "pointer authentication" },
	[0x1d] = { SIGILL, "SME" }, [0x22] = { SIGBUS, "misaligned pc" }, [0x26] = { SIGBUS, "misaligned sp" },
	[0x2c] = { SIGFPE, "floating point" }, [0x30] = { SIGTRAP, "breakpoint" }, [0x31] = { SIGTRAP, "breakpoint" },
	[0x32] = { SIGTRAP, "step" }, [0x33] = { SIGTRAP, "step" }, [0x34] = { SIGTRAP, "watchpoint" },
	[0x35] = { SIGTRAP, "watchpoint" }, [0x3c] = { SIGTRAP, "BRK" },
};
/* clang-format on */

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
		virt_interrupt(regs);
	else if (cause >= KSPAWN_ENTRY_FIQ)
		fault_in_kernel(regs, "FIQ or SError", cause);
	else if ((class & BY_USER_OR_KERNEL) == FETCH_ABORT)
		abort_at(regs, cause, detail, KSPAWN_PROT_EXEC);
	else if ((class & BY_USER_OR_KERNEL) == DATA_ABORT)
		abort_at(regs, cause, detail, (cause & (WRITES | MAINTAINS)) == WRITES ? KSPAWN_PROT_WRITE : KSPAWN_PROT_READ);
	else if (exceptions[class].sig)
		fault(regs, exceptions[class].sig, exceptions[class].what, detail);
	else
		fault_in_kernel(regs, "an unknown trap", cause);
}

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

/* By lines, whose sizes are in CTR_EL0, in words. */
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

/* ---- start ---- */

/* Programs read the virtual clock; no other register of devices or of a debugger is theirs. The kernel reaches their
 * pages through the direct map alone, so that it never may through their own addresses. */
void virt_protect(void)
{
	enum { CNTKCTL_EL0VCTEN = 1 << 1, MDSCR_TDCC = 1 << 12 };

	if (READ(id_aa64mmfr1_el1) >> 20 & 15)
		__asm__ volatile(".inst 0xd500419f" : : : "memory"); /* msr pan, #1 */
	WRITE(cntkctl_el1, CNTKCTL_EL0VCTEN);
	WRITE(mdscr_el1, MDSCR_TDCC);
	WRITE(pmuserenr_el0, 0);
	__asm__ volatile("isb" : : : "memory");
}
