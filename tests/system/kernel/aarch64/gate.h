/* aarch64 gate.h: a breakpoint, and a jump to each vector of the kernel as if the processor had made it */
#ifndef KSPAWN_TEST_GATE_H
#define KSPAWN_TEST_GATE_H

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 8
#define GATE_DAIF 16
#define GATE_KIND 24
#define GATE_X1 32
#define GATE_IMMEDIATE 0x4711
#define GATE_OVERFLOW

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t got, stack, daif, kind, x1;
};
extern struct gate gate;

/* A breakpoint, IRQ, FIQ, SError; each on a stack that has room, and on one that has none. */
enum { GATE_KINDS = 4, GATES = 2 * GATE_KINDS };
#define GATE_FREE (0x7ffffffful | 1ul << KSPAWN_REGS_TLS / 8)
#define GATE_KEPT (1ul << KSPAWN_REGS_SP / 8 | 1ul << KSPAWN_REGS_PSTATE / 8)
#define GATE_AFTER 0ul
#define GATE_PAD 0xd503245f /* bti c */
#define GATE_PADS                                                                                                  \
	kspawn_entry_vector, kspawn_entry_impossible, kspawn_entry_user, kspawn_entry_kernel, kspawn_entry_from_kernel, \
	kspawn_entry_trapped, kspawn_entry_call, kspawn_entry_exit, kspawn_entry_full, kspawn_entry_overflowed,     \
	(const char *)kspawn_entry_start, (const char *)kspawn_return_to_user
extern const char kspawn_entry_vector[], kspawn_entry_impossible[], kspawn_entry_user[], kspawn_entry_kernel[],
	kspawn_entry_from_kernel[], kspawn_entry_trapped[], kspawn_entry_call[], kspawn_entry_exit[], kspawn_entry_full[],
	kspawn_entry_overflowed[];

static inline bool gate_is_full(unsigned way) { return way >= GATE_KINDS; }

static inline bool gate_starts(void)
{
	enum { FPEN = 3 << 20 };
	uintptr_t access = 0, left = 1, base = 0;

	__asm__ volatile("msr cpacr_el1, %0; msr tpidrro_el0, %1; msr vbar_el1, %2" : : "r"(access), "r"(left), "r"(base));
	kspawn_entry_start(&this_cpu()->entry);
	__asm__ volatile("mrs %0, cpacr_el1; mrs %1, tpidrro_el0; mrs %2, vbar_el1" : "=r"(access), "=r"(left), "=r"(base));
	return access == FPEN && !left && base == (uintptr_t)kspawn_entry_vector;
}

static inline uintptr_t gate_emergency(void) { return this_cpu()->entry.emergency; }

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	enum { EL1H = 5, DAIF = 0xf << 6 };

	gate.kind = way % GATE_KINDS;
	want->sp = gate_is_full(way) ? this_cpu()->entry.stack_low + 2032 : sp;
	want->pstate = (want->pstate & 0xful << 28) | DAIF | EL1H;
	__asm__ volatile("msr far_el1, %0" : : "r"(want->nr));
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	static const uintptr_t causes[GATE_KINDS] = { 0, KSPAWN_ENTRY_IRQ, KSPAWN_ENTRY_FIQ, KSPAWN_ENTRY_SERROR };
	uintptr_t esr, left;

	__asm__ volatile("mrs %0, esr_el1; mrs %1, tpidrro_el0" : "=r"(esr), "=r"(left));
	if (left || regs->nr != ~0ul || full != gate_is_full(way))
		return false;
	if (gate.kind == 0 && ((uint32_t)esr & 0xffff) != GATE_IMMEDIATE)
		return false;
	return full || (detail == want->nr &&
			cause == (causes[gate.kind] | (gate.kind == 0 || gate.kind == 3 ? esr : 0)));
}
#endif
#endif
