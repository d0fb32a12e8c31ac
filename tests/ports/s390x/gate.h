/* tests/ports/s390x/gate.h: a load from nowhere, on a stack that has room or none; and what the other interruptions leave */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 8
/* In the lowcore, above the entry's own: the PSW to begin by, and all registers, since no register is left for a base. */
#define GATE_PSW 768
#define GATE_REGISTERS (GATE_PSW + 16)
#define GATE_NOWHERE -8

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t got, stack;
};
extern struct gate gate;

enum { GATES = 10, GATE_PROGRAM = 4, GATE_MALFORMED = GATES - 1 };
/* The kinds of interruptions, in the order of their PSWs in the lowcore, by the way. */
static inline unsigned gate_kind(unsigned way)
{
	static const uint8_t kinds[GATES] = { GATE_PROGRAM, GATE_PROGRAM, GATE_PROGRAM, GATE_PROGRAM, 1, 2, 3, 5, 6, GATE_PROGRAM };

	return kinds[way];
}
#define GATE_FREE 0x5fffcul /* r0 to r14, TLS */
#define GATE_KEPT (1ul << (KSPAWN_REGS_R0 / 8 + 15))
#define GATE_AFTER (1ul << KSPAWN_REGS_MASK / 8)

#define GATE_DIRTY() \
	__asm__ volatile("lghi %%r10, -1; lghi %%r12, -1; stg %%r15, 0(%%r15)" : : : "r10", "r12", "memory")

static inline bool gate_is_full(unsigned way) { return way < 2; }

/* Page 0. The compiler takes address 0 for none, and must not know it. */
static inline uintptr_t *gate_lowcore(void)
{
	uintptr_t *lowcore = NULL;

	__asm__("" : "+r"(lowcore));
	return lowcore;
}

/* The same, whose first words are protected otherwise; control register 0 as it was. */
static inline uintptr_t *gate_unprotect(uintptr_t *control)
{
	uintptr_t unprotected;

	__asm__ volatile("stctg 0, 0, %0" : "=Q"(*control));
	unprotected = *control & ~(1ul << 28);
	__asm__ volatile("lctlg 0, 0, %0" : : "Q"(unprotected) : "memory");
	return gate_lowcore();
}
static inline void gate_protect(uintptr_t control) { __asm__ volatile("lctlg 0, 0, %0" : : "Q"(control) : "memory"); }

/* Of words of the lowcore. (z/Architecture Principles of Operation, "Assigned Storage Locations") */
enum { GATE_CODES = 0x80 / 8, GATE_IO = 0xb8 / 8, GATE_CHECK = 0xe8 / 8, GATE_OLD_PSWS = 0x120 / 8, GATE_NEW_PSWS = 0x1a0 / 8 };

/* Words of the lowcore that stay: the PSW to return by, until the return; and the one after the entry's own. */
enum { GATE_RETURN_PSW = KSPAWN_ENTRY_LOWCORE / 8 + 5, GATE_AFTER_OWN = GATE_RETURN_PSW + 2 };
#define GATE_MAGIC 0x6b73706177667973ul

/* The program's new PSW and the block's address, which the start stores anew. */
static inline bool gate_starts(void)
{
	enum { PROGRAM = 0x1d0 / 8, ADDRESS = KSPAWN_ENTRY_LOWCORE / 8, PSWS = 6 * 2 };
	extern const char kspawn_entry_program[];
	struct kspawn_entry_cpu *const cpu = kspawn_entry_this_cpu();
	uintptr_t control, *const lowcore = gate_unprotect(&control);

	for (unsigned i = 0; i < PSWS; i++)
		lowcore[GATE_NEW_PSWS + i] = 0;
	lowcore[ADDRESS] = 0;
	lowcore[GATE_AFTER_OWN] = GATE_MAGIC;
	kspawn_entry_start(cpu);
	gate_protect(control);
	return lowcore[ADDRESS] == (uintptr_t)cpu && lowcore[PROGRAM + 1] == (uintptr_t)kspawn_entry_program;
}

/* The PSW to begin by. It leads to an instruction that traps; or it is the new PSW of an interruption, which finds such codes,
 * and as the old PSW the one that leads there. */
#define GATE_CODE 0x1abcul
#define GATE_DETAIL 0x123456789abcdef0ul
static inline void gate_begin(unsigned kind, uintptr_t mask)
{
	extern char gate_at[];
	uintptr_t control, *const lowcore = gate_unprotect(&control);
	uintptr_t *const old = &lowcore[GATE_OLD_PSWS + 2 * (kind - 1)], *const new = &lowcore[GATE_NEW_PSWS + 2 * (kind - 1)];
	uintptr_t *const begin = &lowcore[GATE_PSW / 8];

	if (kind != GATE_PROGRAM) {
		old[0] = mask, old[1] = (uintptr_t)gate_at;
		lowcore[GATE_CODES] = (GATE_DETAIL >> 32) << 32 | GATE_CODE;
		lowcore[GATE_CODES + 1] = GATE_CODE << 32;
		lowcore[GATE_IO] = lowcore[GATE_CHECK] = GATE_DETAIL;
	}
	begin[0] = kind == GATE_PROGRAM ? mask : new[0];
	begin[1] = kind == GATE_PROGRAM ? (uintptr_t)gate_at : new[1];
	lowcore[GATE_RETURN_PSW] = GATE_MAGIC;
	gate_protect(control);
}

/* Translation, the home space, addresses of 64 bits, and what the kernel has not: machine checks, a condition code, the
 * program mask. (z/Architecture Principles of Operation, "Program-Status-Word Format") The last ways leave a stack with
 * room. */
#define GATE_MASK 0x0404ef0180000000ul
#define GATE_MASK_RESERVED 0x0008000000000000ul /* a PSW of the kernel with this bit is malformed */
static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	static const int above_low[] = { GATE_RESERVE, GATE_RESERVE - GATE_WINDOW + 8, GATE_RESERVE - GATE_WINDOW,
					 GATE_RESERVE + 8 };

	sp -= 16 * way; /* another one each time */
	this_cpu()->entry.stack_low = sp - (uintptr_t)above_low[way < 3 ? way : 3];
	want->r[15] = sp;
	want->mask = way == GATE_MALFORMED ? GATE_MASK | GATE_MASK_RESERVED : GATE_MASK;
	gate_begin(gate_kind(way), want->mask);
}

/* A malformed PSW is a program interruption as soon as it is loaded. QEMU continues with it, to the instruction that traps.
 * (z/Architecture Principles of Operation, "Early Exception Recognition") */
static inline bool gate_check(unsigned way, struct kspawn_pt_regs *regs, struct kspawn_pt_regs *want, uintptr_t cause,
			      uintptr_t detail, bool full)
{
	enum { LENGTH = 6 << 16, SPECIFICATION = 6, ASCE_TYPE = 0x38 };

	if (regs->mask != want->mask || full != gate_is_full(way) || regs->nr != ~0ul)
		return false;
	if (gate_lowcore()[GATE_RETURN_PSW] != GATE_MAGIC || gate_lowcore()[GATE_AFTER_OWN] != GATE_MAGIC)
		return false;
	regs->mask = want->mask = GATE_MASK;
	if (way == GATE_MALFORMED && cause == SPECIFICATION)
		return true;
	switch (gate_kind(way) * KSPAWN_ENTRY_KIND) {
	case KSPAWN_ENTRY_RESTART:
		return cause == KSPAWN_ENTRY_RESTART;
	case KSPAWN_ENTRY_EXTERNAL:
		return cause == (KSPAWN_ENTRY_EXTERNAL | GATE_CODE) && detail == GATE_DETAIL >> 32;
	case KSPAWN_ENTRY_SVC:
		return cause == (KSPAWN_ENTRY_SVC | GATE_CODE);
	case KSPAWN_ENTRY_MACHINE_CHECK:
		return cause == KSPAWN_ENTRY_MACHINE_CHECK && detail == GATE_DETAIL;
	case KSPAWN_ENTRY_IO:
		return cause == KSPAWN_ENTRY_IO && detail == GATE_DETAIL >> 32;
	}
	return full || (cause == (LENGTH | ASCE_TYPE) && PAGE_DOWN(detail) == PAGE_DOWN(GATE_NOWHERE));
}
#endif
