/* tests/ports/s390x/gate.h: a load from nowhere, on a stack that has room or none */
#ifndef KSPAWN_TEST_GATE_H
#define KSPAWN_TEST_GATE_H

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

enum { GATES = 4 };
#define GATE_FREE 0x5fffcul /* r0 to r14, TLS */
#define GATE_KEPT (1ul << (KSPAWN_REGS_R0 / 8 + 15))
#define GATE_AFTER (1ul << KSPAWN_REGS_MASK / 8)

static inline bool gate_is_full(unsigned way) { return way < 2; }

/* The program's new PSW and the block's address, which the start stores anew. Its storage is protected. */
static inline bool gate_starts(void)
{
	enum { NEW_PSWS = 0x1a0 / 8, PROGRAM = 0x1d0 / 8, ADDRESS = KSPAWN_ENTRY_LOWCORE / 8, PSWS = 6 * 2 };
	extern const char kspawn_entry_program[];
	struct kspawn_entry_cpu *const cpu = kspawn_entry_this_cpu();
	uintptr_t *lowcore = NULL, control, unprotected;

	__asm__ volatile("stctg 0, 0, %0" : "=Q"(control));
	unprotected = control & ~(1ul << 28);
	__asm__ volatile("lctlg 0, 0, %1" : "+r"(lowcore) : "Q"(unprotected) : "memory");
	for (unsigned i = 0; i < PSWS; i++)
		lowcore[NEW_PSWS + i] = 0;
	lowcore[ADDRESS] = 0;
	kspawn_entry_start(cpu);
	__asm__ volatile("lctlg 0, 0, %1" : "+r"(lowcore) : "Q"(control) : "memory");
	return lowcore[ADDRESS] == (uintptr_t)cpu && lowcore[PROGRAM + 1] == (uintptr_t)kspawn_entry_program;
}

static inline uintptr_t gate_emergency(void) { return this_cpu()->entry.emergency; }

/* Translation, the home space, addresses of 64 bits, and what the kernel has not: machine checks, a condition code, the
 * program mask. (z/Architecture Principles of Operation, "Program-Status-Word Format") The last way leaves a stack with
 * room. */
#define GATE_MASK 0x0404ef0180000000ul
static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	static const int above_low[GATES] = { GATE_RESERVE, GATE_RESERVE - GATE_WINDOW + 16, GATE_RESERVE - GATE_WINDOW,
					       GATE_RESERVE + 16 };

	this_cpu()->entry.stack_low = sp - (uintptr_t)above_low[way];
	want->r[15] = sp;
	want->mask = GATE_MASK;
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	enum { LENGTH = 6 << 16, ASCE_TYPE = 0x38 };

	if (regs->mask != want->mask || full != gate_is_full(way))
		return false;
	return full || (cause == (LENGTH | ASCE_TYPE) && PAGE_DOWN(detail) == PAGE_DOWN(GATE_NOWHERE) && regs->nr == ~0ul);
}
#endif
#endif
