/* tests/ports/mips/gate.h: loads that the processor refuses, an interrupt, and a jump to the vector that nothing here leads to */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 4
#define GATE_STATUS 8
#define GATE_BEFORE 12
#define GATE_TO 16
#define GATE_ADDRESS 20
#define GATE_GP 24
#define GATE_LOST 28
#define GATE_LAST 32

#ifndef __ASSEMBLER__
#include "cp0.h"

struct gate {
	uintptr_t got, stack, status;
	uintptr_t before;  /* Status, as the trap finds it */
	uintptr_t to;      /* where to go with all registers loaded */
	uintptr_t address; /* of the load there */
	uintptr_t gp;      /* the kernel's */
	uintptr_t lost;    /* not zero: sp or gp were not as a function needs them */
	uintptr_t last;    /* sp where the kernel has ended */
};
extern struct gate gate;
extern char gate_at[], gate_let_in[];

/* In gates.S, each looks at sp and gp, and continues with the common one. */
#define __wrap_kspawn_entry_trap gate_trap
#define __wrap_kspawn_entry_overflow gate_overflow
#define __wrap_kspawn_panic gate_panic

/* Each kind with room on the stack, with just enough, with just not, in the guard below, and further below. */
enum { GATE_NO_ENTRY, GATE_MISALIGNED, GATE_INTERRUPT, GATE_JUMP, GATE_KINDS, GATES = 5 * GATE_KINDS };
#define GATE_FREE (0xd3fffffeull | 3ull << KSPAWN_REGS_HI / 4) /* but r0, k0, k1 and sp */
#define GATE_KEPT (1ull << KSPAWN_REGS_SP / 4)
#define GATE_AFTER (1ull << KSPAWN_REGS_STATUS / 4)

static inline bool gate_is_full(unsigned way) { return way / GATE_KINDS == 2 || way / GATE_KINDS == 3; }

/* ---- kspawn_entry_start ---- */

enum { GATE_IE = 1, GATE_EXL = 1 << 1, GATE_ERL = 1 << 2, GATE_IM0 = 1 << 8, GATE_IM = 0xff << 8, GATE_BEV = 1 << 22,
       GATE_CU1 = 1 << 29, GATE_CU0 = 1 << 28, GATE_IV = 1 << 23, GATE_REFILL_64 = 0x80, GATE_CACHE_ERROR = 0x100 };
#define GATE_EBASE "$15, 1"
#define GATE_PAIR 8192u

static inline void gate_clobber(struct kspawn_entry_cpu *cpu)
{
	memset(cpu->vectors, 0, sizeof(cpu->vectors));
	cpu->gp = cpu->user_local = cpu->all = cpu->refill = cpu->error = 0x4711;
	WRITE(STATUS, GATE_BEV | GATE_IM);
	WRITE(GATE_EBASE, (uintptr_t)cpu + GATE_PAIR);
	WRITE(CAUSE, GATE_IV | GATE_IM0);
	WRITE(HWRENA, 5);
}

static inline bool gate_is_started(const struct kspawn_entry_cpu *cpu, const uint32_t *vectors)
{
	extern const char kspawn_entry_vector[], kspawn_entry_cache_error[];
	const uint32_t user_local = READ(CONFIG3) >> 13 & 1;

	return cpu->gp == gate.gp && cpu->user_local == user_local && cpu->all == (uintptr_t)kspawn_entry_vector &&
	       cpu->refill == (uintptr_t)kspawn_entry_refill && cpu->error == (uintptr_t)kspawn_entry_cache_error &&
	       memcmp(cpu->vectors, vectors, sizeof(cpu->vectors)) == 0 && READ(STATUS) == GATE_CU1 &&
	       (READ(GATE_EBASE) & -1u << KSPAWN_ENTRY_ALIGN_SHIFT) == (uintptr_t)cpu &&
	       !(READ(CAUSE) & (GATE_IV | GATE_IM0)) && READ(HWRENA) == (user_local << 29 | 5);
}

/* The kernel's code does not use gp from here on: it has no small data. */
static inline bool gate_starts(void)
{
	static uint32_t vectors[KSPAWN_ENTRY_VECTORS_SIZE / 4];
	struct kspawn_entry_cpu *const cpu = &this_cpu()->entry;
	const uint32_t status = READ(STATUS), readable = READ(HWRENA);
	bool started;

	memcpy(vectors, cpu->vectors, sizeof(vectors));
	gate.gp = 0x12340;
	gate_clobber(cpu);
	__asm__ volatile("move $gp, %0" : : "r"(gate.gp));
	kspawn_entry_start(cpu);
	started = gate_is_started(cpu, vectors);
	WRITE(HWRENA, readable);
	WRITE(STATUS, status);
	return started;
}

/* ---- one trap ---- */

static inline uintptr_t gate_low(unsigned way, uintptr_t sp)
{
	static const uintptr_t below[] = { GATE_RESERVE + GATE_WINDOW, GATE_RESERVE + 8, GATE_RESERVE,
					   GATE_RESERVE + 8 - GATE_WINDOW, GATE_RESERVE - GATE_WINDOW };

	return sp - below[way / GATE_KINDS];
}

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	static const uintptr_t addresses[GATE_KINDS] = { 16, 1, (uintptr_t)&gate, 0 };
	const unsigned kind = way % GATE_KINDS;

	gate.address = addresses[kind];
	gate.to = (uintptr_t)gate_at;
	gate.before = (want->status & GATE_IM) | GATE_CU0 | GATE_CU1;
	want->status = gate.before;
	if (kind == GATE_JUMP) {
		gate.to = (uintptr_t)&this_cpu()->entry + GATE_REFILL_64;
		gate.before |= GATE_EXL;
	} else if (kind == GATE_INTERRUPT) {
		gate.to = (uintptr_t)gate_let_in;
		gate.before = GATE_IM0 | GATE_CU0 | GATE_CU1;
		want->status = gate.before | GATE_IE;
		WRITE(CAUSE, GATE_IM0);
	}
	want->r[29] = sp;
	this_cpu()->entry.stack_low = gate_low(way, sp);
}

static inline bool gate_cause_is(unsigned kind, uintptr_t cause, uintptr_t detail)
{
	enum { CODE = 0x7c, LOAD_MISS = 2 << 2, LOAD_ADDRESS = 4 << 2 };
	/* What devices, the timer and the counters set and clear as they like: TI, PCI, IP7 to IP2. (MIPS32 PRA, 9) */
	const uint32_t of_devices = 1u << 30 | 1u << 26 | 0xfcu << 8;

	switch (kind) {
	case GATE_NO_ENTRY:
		return (cause & CODE) == LOAD_MISS && detail == gate.address;
	case GATE_MISALIGNED:
		return (cause & CODE) == LOAD_ADDRESS && detail == gate.address;
	case GATE_INTERRUPT:
		return (cause & CODE) == 0 && cause & GATE_IM0;
	default:
		return !((cause ^ READ(CAUSE)) & ~of_devices);
	}
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	const bool as_it_came = full || gate_cause_is(way % GATE_KINDS, cause, detail);

	WRITE(CAUSE, 0);
	this_cpu()->entry.stack_low = gate_low(0, want->r[29]);
	return as_it_came && !gate.lost && full == gate_is_full(way) && regs->nr == ~0ul &&
	       regs->status == (want->status | GATE_EXL) && READ(STATUS) == (want->status & ~(uint32_t)GATE_IE);
}

/* ---- an error of the processor ---- */

#define GATE_BREAK "a cache error"

static inline _Noreturn void gate_break(void)
{
	gate.status = READ(STATUS);
	WRITE(STATUS, gate.status | GATE_ERL);
	__asm__ volatile("move $sp, $zero\n\tli $gp, -1\n\tjr %0" : : "r"((uintptr_t)&this_cpu()->entry + GATE_CACHE_ERROR));
	__builtin_unreachable();
}

static inline bool gate_mend(void)
{
	WRITE(STATUS, gate.status);
	return gate.last == this_cpu()->entry.emergency - KSPAWN_CALL_AREA && !gate.lost;
}
#endif
