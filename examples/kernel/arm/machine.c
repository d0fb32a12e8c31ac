/* arm machine.c: traps, time, the calls of the firmware */
#include <asm/unistd.h>

#include <kspawn/host.h>
#include <kspawn/kthread.h>

#include "../kernel.h"
#include "../virt_arm/virt.h"

/* Registers: coprocessor, opc1, CRn, CRm, opc2. */
#define CTR p15, 0, c0, c0, 1
#define ID_PFR0 p15, 0, c0, c1, 0
#define ID_MMFR3 p15, 0, c0, c1, 7
#define SCTLR p15, 0, c1, c0, 0
#define ICIALLUIS p15, 0, c7, c1, 0
#define ATS1CUR p15, 0, c7, c8, 2
#define DCCMVAU p15, 0, c7, c11, 1
#define PMUSERENR p15, 0, c9, c14, 0
#define CNTFRQ p15, 0, c14, c0, 0
#define CNTKCTL p15, 0, c14, c1, 0
#define CNTV_CTL p15, 0, c14, c3, 1
#define DBGDSCR p14, 0, c0, c2, 2
#define TEECR p14, 6, c0, c0, 0

#define MRC(cp, op1, n, m, op2) "mrc " #cp ", " #op1 ", %0, " #n ", " #m ", " #op2
#define MCR(cp, op1, n, m, op2) "mcr " #cp ", " #op1 ", %0, " #n ", " #m ", " #op2
#define TEXT(instruction, ...) instruction(__VA_ARGS__)
#define READ(reg)                                                \
	({                                                       \
		uint32_t value_;                                 \
		__asm__ volatile(TEXT(MRC, reg) : "=r"(value_)); \
		value_;                                          \
	})
#define WRITE(reg, value) __asm__ volatile(TEXT(MCR, reg) : : "r"((uint32_t)(value)) : "memory")

intptr_t machine_firmware(uint32_t function, uintptr_t x, uintptr_t y, uintptr_t z)
{
	register uint32_t r0 __asm__("r0") = function, r1 __asm__("r1") = x, r2 __asm__("r2") = y, r3 __asm__("r3") = z;

	__asm__ volatile(".arch_extension virt\n\thvc #0" : "+r"(r0), "+r"(r1), "+r"(r2), "+r"(r3) : : "memory");
	return (intptr_t)r0;
}

/* ---- time (ARMv7-A ARM, B8) ---- */

static uint32_t ns_per_tick;
static uint32_t ticks_per_ns; /* of 31 bits behind the point: an interrupt has no time for a long division */

void virt_start_clock(void)
{
	ns_per_tick = (uint32_t)divide(NSEC_PER_SEC, READ(CNTFRQ));
	if (!ns_per_tick)
		kspawn_panic("the clock counts faster than nanoseconds");
	ticks_per_ns = (uint32_t)divide(UINT64_C(1) << 31, ns_per_tick);
}

uint64_t machine_now(void)
{
	uint64_t ticks;

	__asm__ volatile("isb\n\tmrrc p15, 1, %Q0, %R0, c14" : "=r"(ticks) : : "memory"); /* or it is read too early */
	return ticks * ns_per_tick;
}

void machine_timer(uint64_t at)
{
	const uint64_t ticks = (at >> 32) * ticks_per_ns * 2 + ((at & UINT32_MAX) * ticks_per_ns >> 31);

	__asm__ volatile("mcrr p15, 3, %Q0, %R0, c14" : : "r"(ticks) : "memory");
	WRITE(CNTV_CTL, 1);
	__asm__ volatile("isb" : : : "memory");
}

/* ---- traps (ARMv7-A ARM, B4.1.51, DFSR of long descriptors) ---- */

enum { STATUS = 0x3f, LAST_OF_PAGES = 0xf, ALIGNMENT = 0x21, DEBUGGER = 0x22, WRITES = 1 << 11, MAINTAINS = 1 << 13 };

/* Translation, access flags and permissions are the page's; the rest is the bus's. */
static void abort_at(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t addr, int access)
{
	const unsigned status = cause & STATUS;

	if (status <= LAST_OF_PAGES)
		page_fault(regs, addr, access);
	else if (status == ALIGNMENT)
		misaligned(regs, addr, access);
	else if (status == DEBUGGER)
		fault(regs, SIGTRAP, "breakpoint", addr);
	else
		fault(regs, SIGBUS, "abort", addr);
}

void kspawn_entry_trap(struct kspawn_pt_regs *regs, uintptr_t cause, uintptr_t detail)
{
	const uintptr_t kind = cause & ~(KSPAWN_ENTRY_UNDEFINED - 1);

	if (kind == KSPAWN_ENTRY_IRQ)
		virt_interrupt(regs);
	else if (kind == KSPAWN_ENTRY_FETCH)
		abort_at(regs, cause, detail, KSPAWN_PROT_EXEC);
	else if (kind == KSPAWN_ENTRY_DATA)
		abort_at(regs, cause, detail, (cause & (WRITES | MAINTAINS)) == WRITES ? KSPAWN_PROT_WRITE : KSPAWN_PROT_READ);
	else if (kind == KSPAWN_ENTRY_UNDEFINED)
		fault(regs, SIGILL, "undefined", detail);
	else
		fault_in_kernel(regs, "FIQ", cause);
}

enum { CPSR_I = 1 << 7, CPSR_IT = 3 << 25 | 0x3f << 10 };

/* Bit 0 of an address is the instruction set. */
static void set_pc(struct kspawn_pt_regs *regs, uintptr_t address)
{
	regs->r[15] = address & ~1ul;
	regs->cpsr = (regs->cpsr & ~(uint32_t)(CPSR_IT | KSPAWN_CPSR_T)) | (address & 1 ? KSPAWN_CPSR_T : 0);
}

bool machine_interrupts_were_on(const struct kspawn_pt_regs *regs) { return !(regs->cpsr & CPSR_I); }

void machine_call_on_return(struct kspawn_pt_regs *regs, void (*fn)(void), uintptr_t sp)
{
	set_pc(regs, (uintptr_t)fn);
	regs->r[7] = 0;
	regs->r[11] = 0;
	regs->r[13] = sp;
	regs->r[14] = 0;
	regs->cpsr |= CPSR_I;
}

/* By lines, whose size is in CTR, in words; code is cached under addresses that are not known here. */
void machine_sync_code(const void *at, size_t size)
{
	const uintptr_t line = 4ul << (READ(CTR) >> 16 & 15), end = (uintptr_t)at + size;

	for (uintptr_t data = (uintptr_t)at & ~(line - 1); data < end; data += line)
		WRITE(DCCMVAU, data);
	__asm__ volatile("dsb ish" : : : "memory");
	WRITE(ICIALLUIS, 0);
	__asm__ volatile("dsb ish\n\tisb" : : : "memory");
}

/* ---- system calls of this machine alone (Linux, arch/arm/include/uapi/asm/unistd.h) ---- */

/* Returns the physical address of a page that the program may read, or 0. (ARMv7-A ARM, B4.2.4) */
static uintptr_t physical(uintptr_t user)
{
	const uintptr_t interrupts = interrupts_disable();
	uint64_t par;

	WRITE(ATS1CUR, user);
	__asm__ volatile("isb\n\tmrrc p15, 0, %Q0, %R0, c7" : "=r"(par) : : "memory");
	interrupts_restore(interrupts);
	return par & 1 ? 0 : (uintptr_t)par & PTE_FRAME;
}

static long cacheflush(uintptr_t start, uintptr_t end)
{
	if (start > end || end > USER_TOP)
		return -EINVAL;
	for (uintptr_t page = PAGE_DOWN(start); page < end; page += PAGE_SIZE) {
		const uintptr_t frame = physical(page);
		if (frame)
			machine_sync_code(direct(frame), PAGE_SIZE);
	}
	return 0;
}

long machine_syscall(struct kspawn_pt_regs *regs)
{
	if (regs->nr == __ARM_NR_cacheflush)
		return cacheflush(regs->r[0], regs->r[1]);
	if (regs->nr == __ARM_NR_get_tls)
		return (long)regs->tls;
	if (regs->nr != __ARM_NR_set_tls)
		return -ENOSYS;
	regs->tls = regs->r[0];
	return 0;
}

/* ---- start ---- */

/* Programs read the virtual clock; no other register of devices, of a debugger or of ThumbEE is theirs. The kernel
 * reaches their pages through the direct map alone, so that it never may through their own addresses. */
void virt_protect(void)
{
	enum { CNTKCTL_PL0VCTEN = 1 << 1, DBGDSCR_UDCCDIS = 1 << 12, TEECR_XED = 1, SCTLR_SPAN = 1 << 23 };

	if (READ(ID_MMFR3) >> 16 & 15)
		WRITE(SCTLR, READ(SCTLR) & ~(uint32_t)SCTLR_SPAN); /* PAN at each entry */
	if (READ(ID_PFR0) >> 12 & 15)
		WRITE(TEECR, TEECR_XED);
	WRITE(CNTKCTL, CNTKCTL_PL0VCTEN);
	WRITE(DBGDSCR, DBGDSCR_UDCCDIS);
	WRITE(PMUSERENR, 0);
	__asm__ volatile("isb" : : : "memory");
}
