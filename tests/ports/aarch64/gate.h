/* tests/ports/aarch64/gate.h: a breakpoint, and a jump to each vector as if the processor had made it */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 8
#define GATE_DAIF 16
#define GATE_VECTOR 24
#define GATE_SP 32
#define GATE_X1 40
#define GATE_OF_KERNEL 4
#define GATE_IMMEDIATE 0x4711
#define GATE_MASKED (0xf << 6) /* DAIF */
#define GATE_PANIC "an exception from an unused mode"

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t got, stack, daif;
	uintptr_t vector; /* its number; a breakpoint for the first of the kernel's */
	uintptr_t sp;     /* SP_EL1 */
	uintptr_t x1;
};
extern struct gate gate;

/* Synchronous, IRQ, FIQ and SError each: from EL1 where the stack is just full, full, and somewhere else
 * below; and by all vectors: from EL1 on the stack of EL0, from EL1, from EL0, from AArch32. */
enum { GATE_FULL, GATE_FULLEST, GATE_BELOW, GATE_NOBODY, GATE_KERNEL, GATE_USER, GATE_AARCH32 };
enum { GATE_KINDS = 4, GATES = 7 * GATE_KINDS };
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

static inline bool gate_is_full(unsigned way) { return way / GATE_KINDS <= GATE_FULLEST; }
static inline bool gate_is_user(unsigned way) { return way / GATE_KINDS == GATE_USER; }
static inline bool gate_panics(unsigned way)
{
	return way / GATE_KINDS == GATE_NOBODY || way / GATE_KINDS == GATE_AARCH32;
}

/// Ends gate_pass, which has got `regs`.
_Noreturn void gate_return(const struct kspawn_pt_regs *regs);

static inline bool gate_starts(void)
{
	enum { FPEN = 3 << 20 };
	uintptr_t access = 0, left = 1, base = 0;

	__asm__ volatile("msr cpacr_el1, %0; msr tpidrro_el0, %1; msr vbar_el1, %2" : : "r"(access), "r"(left), "r"(base));
	kspawn_entry_start(&this_cpu()->entry);
	__asm__ volatile("mrs %0, cpacr_el1; mrs %1, tpidrro_el0; mrs %2, vbar_el1" : "=r"(access), "=r"(left), "=r"(base));
	return access == FPEN && !left && base == (uintptr_t)kspawn_entry_vector;
}

static inline uintptr_t gate_panic_stack(void) { return gate.sp; }

/* Where the kernel runs after an entry from user mode: while it is in use, its own stack is gate_pass's. */
static _Alignas(16) char gate_stack[4096];

/* A breakpoint, of this number or of any. */
static inline uint32_t gate_esr(const struct kspawn_pt_regs *want)
{
	return 0xf2000000 | (gate.vector == GATE_OF_KERNEL ? GATE_IMMEDIATE : (uint32_t)(want->nr & 0xffff));
}

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	enum { EL1H = 5 };
	static const int above_low[] = { GATE_RESERVE, GATE_RESERVE - GATE_WINDOW + 16, GATE_RESERVE - GATE_WINDOW };
	const unsigned from = way / GATE_KINDS;

	this_cpu()->entry.stack = (uintptr_t)gate_stack + sizeof(gate_stack);
	this_cpu()->entry.stack_low = sp - (uintptr_t)(from <= GATE_BELOW ? above_low[from] : GATE_RESERVE + 16);
	gate.vector = from <= GATE_BELOW ? GATE_OF_KERNEL + way % GATE_KINDS : way - GATE_NOBODY * GATE_KINDS;
	gate.sp = sp;
	want->sp = gate_is_user(way) ? sp + KSPAWN_WORD : sp;
	want->pstate &= 0xful << 28;
	if (!gate_is_user(way))
		want->pstate |= GATE_MASKED | EL1H;
	__asm__ volatile("msr far_el1, %0; msr esr_el1, %1" : : "r"(want->nr), "r"((uintptr_t)gate_esr(want)));
	__asm__ volatile("msr daifclr, #13"); /* all except IRQ, which the way to user mode masks */
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	static const uintptr_t causes[GATE_KINDS] = { 0, KSPAWN_ENTRY_IRQ, KSPAWN_ENTRY_FIQ, KSPAWN_ENTRY_SERROR };
	const unsigned kind = gate.vector % GATE_KINDS;
	const bool reported = kind == 0 || kind == 3; /* by ESR_EL1 */
	const uintptr_t here = (uintptr_t)__builtin_frame_address(0) - (uintptr_t)gate_stack;
	uintptr_t esr, left;

	__asm__ volatile("mrs %0, esr_el1; mrs %1, tpidrro_el0" : "=r"(esr), "=r"(left));
	__asm__ volatile("msr elr_el1, xzr; msr spsr_el1, xzr"); /* as a trap in here would */
	if (left || regs->nr != ~0ul || full != gate_is_full(way) || gate_panics(way))
		return false;
	if ((uint32_t)esr != gate_esr(want) || gate_is_user(way) != (here < sizeof(gate_stack)))
		return false;
	return full || (detail == want->nr && cause == (causes[kind] | (reported ? esr : 0)));
}
#endif
