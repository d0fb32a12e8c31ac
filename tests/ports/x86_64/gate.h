/* tests/ports/x86_64/gate.h: the words of an interrupt, as the processor pushes them, and a jump to its gate */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_CODE 0
#define GATE_HAS_ERROR 8
#define GATE_ERROR 16
#define GATE_SWAPPED 24
#define GATE_GOT 32
#define GATE_STACK 40
#define GATE_DI 48

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t code, has_error, error;
	uintptr_t swapped; /* the GS base is the user's */
	uintptr_t got, stack, di;
};
extern struct gate gate;

/* Each vector, and the vectors that may come where the GS base is the user's. */
enum { GATE_VECTORS = 256, GATES = GATE_VECTORS + 4 };
#define GATE_FREE 0xfffeul /* but TLS */
#define GATE_KEPT (1ul << KSPAWN_REGS_FLAGS / 8 | 1ul << KSPAWN_REGS_SP / 8)
#define GATE_AFTER 0ul
#define GATE_PAD 0xfa1e0ff3 /* endbr64 */
#define GATE_PADS                                                                                             \
	kspawn_entry_call, kspawn_entry_iret, kspawn_entry_trapped, kspawn_entry_anywhere, kspawn_entry_debug, \
	(const char *)kspawn_entry_start, (const char *)kspawn_return_to_user, kspawn_entry_vectors
extern const char kspawn_entry_call[], kspawn_entry_iret[], kspawn_entry_trapped[], kspawn_entry_anywhere[],
	kspawn_entry_debug[];

enum { GATE_FIXED = 1 << 1, GATE_DF = 1 << 10, GATE_NT = 1 << 14, GATE_AC = 1 << 18, GATE_STATUS = 0x8d5 };

static const uint8_t gate_anywhere[] = { KSPAWN_ENTRY_DB, KSPAWN_ENTRY_NMI, KSPAWN_ENTRY_DF, KSPAWN_ENTRY_MC };

static inline unsigned gate_vector(unsigned way)
{
	return way < GATE_VECTORS ? way : gate_anywhere[way - GATE_VECTORS];
}

static inline bool gate_is_anywhere(unsigned vector)
{
	for (unsigned i = 0; i < sizeof(gate_anywhere); i++) {
		if (gate_anywhere[i] == vector)
			return true;
	}
	return false;
}

static inline uint64_t gate_msr(uint32_t number)
{
	uint32_t low, high;

	__asm__ volatile("rdmsr" : "=a"(low), "=d"(high) : "c"(number));
	return (uint64_t)high << 32 | low;
}

/* What SYSCALL and SYSRET read (AMD64 manual, volume 2, 6.1.1) */
static inline bool gate_starts(void)
{
	enum { SCE = 1 << 0, LME = 1 << 8, LMA = 1 << 10, NXE = 1 << 11, LOST = 0x47700 };

	kspawn_entry_start(&this_cpu()->entry);
	return gate_msr(0xc0000080) == (SCE | LME | LMA | NXE) && gate_msr(0xc0000084) == LOST &&
	       gate_msr(0xc0000081) == ((uint64_t)KSPAWN_SYSRET_BASE << 48 | (uint64_t)KSPAWN_KERNEL_CS << 32) &&
	       gate_msr(0xc0000082) == (uintptr_t)kspawn_entry_call &&
	       gate_msr(0xc0000101) == (uintptr_t)this_cpu();
}

#define GATE_EMERGENCY 0 /* a double fault */

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	const unsigned vector = gate_vector(way);

	/* AMD64 manual, volume 2, 8.4.1 */
	gate.has_error = vector < 32 && (0x60227d00u >> vector & 1);
	gate.error = gate.has_error ? want->nr : 0;
	gate.code = (uintptr_t)kspawn_entry_vectors + vector * KSPAWN_ENTRY_VECTOR_SIZE;
	gate.swapped = way >= GATE_VECTORS;
	want->sp = sp;
	want->tls = this_cpu()->entry.tls;
	want->flags = (want->flags & GATE_STATUS) | GATE_FIXED | GATE_DF | GATE_AC;
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	const unsigned vector = gate_vector(way);
	uintptr_t flags;

	__asm__ volatile("pushfq; pop %0" : "=r"(flags));
	return !full && cause == vector && *(const uint32_t *)gate.code == GATE_PAD && detail == gate.error && regs->nr == ~0ul &&
	       regs->tls == (gate_is_anywhere(vector) ? 0 : want->tls) && !(flags & (GATE_DF | GATE_NT | GATE_AC)) &&
	       &this_cpu()->entry == this_cpu()->entry.self;
}
#endif
