/* tests/ports/arm/gate.h: a jump to each vector of the kernel, in its mode, as if the processor had made it */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 4
#define GATE_CPSR 8
#define GATE_KIND 12
#define GATE_MODE 16
#define GATE_FURTHER 20
#define GATE_SP 24
#define GATE_RESERVED 28

/* CPSR. (ARMv7-A ARM, B1.3.1) */
#define GATE_OF_USER 0x10
#define GATE_FIQ 0x11
#define GATE_IRQ 0x12
#define GATE_SVC 0x13
#define GATE_ABORT 0x17
#define GATE_UNDEFINED 0x1b
#define GATE_MASKED 0x1c0
#define GATE_PANIC "an exception from an unused mode"

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t got, stack, cpsr;
	uintptr_t kind;    /* 0 to 7: undefined, fetch, data, IRQ, FIQ, system call, reset, of a hypervisor */
	uintptr_t mode;    /* in which it comes */
	uintptr_t further; /* bytes that lr is ahead by */
	uintptr_t sp;      /* of SVC mode */
	uintptr_t reserved;
};
extern struct gate gate;

/* The first five kinds each: from the kernel on a stack with room, on one that is aligned for a word alone, where it is
 * almost full, just full, full, and somewhere else below; from user mode. And all kinds from two modes in
 * which nothing runs in. */
enum { GATE_ROOM, GATE_ODD, GATE_ALMOST, GATE_FULL, GATE_FULLEST, GATE_BELOW, GATE_USER, GATE_NOBODY };
enum { GATE_TRAPS = 5, GATE_KINDS = 8, GATES = GATE_NOBODY * GATE_TRAPS + 2 * GATE_KINDS };
#define GATE_FREE (0x1ffful | 1ul << KSPAWN_REGS_LR / 4)
#define GATE_KEPT (1ul << KSPAWN_REGS_SP / 4 | 1ul << KSPAWN_REGS_CPSR / 4)
#define GATE_AFTER (1ul << KSPAWN_REGS_TLS_RW / 4) /* where gate_pass stores whether a reservation was lost */

static inline unsigned gate_from(unsigned way)
{
	return way / GATE_TRAPS < GATE_NOBODY ? way / GATE_TRAPS : GATE_NOBODY;
}
static inline bool gate_is_full(unsigned way) { return gate_from(way) == GATE_FULL || gate_from(way) == GATE_FULLEST; }
static inline bool gate_is_user(unsigned way) { return gate_from(way) == GATE_USER; }
static inline bool gate_panics(unsigned way) { return gate_from(way) == GATE_NOBODY; }

/// Ends gate_pass, which has got `regs`.
_Noreturn void gate_return(const struct kspawn_pt_regs *regs);

/* Of FIQ, IRQ, abort and undefined mode, of which the first has registers of its own from r8 on. */
static inline void gate_set_stacks(uintptr_t sp)
{
	register uintptr_t r0 __asm__("r0") = sp;

	__asm__ volatile("cps #0x11\n\tmov sp, %0\n\tcps #0x12\n\tmov sp, %0\n\tcps #0x17\n\tmov sp, %0\n\t"
			 "cps #0x1b\n\tmov sp, %0\n\tcps #0x13" : : "r"(r0));
}

static inline bool gate_stacks_are(uintptr_t sp)
{
	register uintptr_t fiq __asm__("r0"), irq __asm__("r1"), abort __asm__("r2"), undefined __asm__("r3");

	__asm__ volatile("cps #0x11\n\tmov %0, sp\n\tcps #0x12\n\tmov %1, sp\n\tcps #0x17\n\tmov %2, sp\n\t"
			 "cps #0x1b\n\tmov %3, sp\n\tcps #0x13" : "=r"(fiq), "=r"(irq), "=r"(abort), "=r"(undefined));
	return fiq == sp && irq == sp && abort == sp && undefined == sp;
}

static inline bool gate_starts(void)
{
	enum { OFF = 3 << 30, ON = 0xf << 20, ENABLED = 1 << 30 };
	extern const char kspawn_entry_vector[];
	struct kspawn_entry_cpu *const cpu = &this_cpu()->entry;
	uint32_t access, base, fpexc;

	gate_set_stacks(0);
	__asm__ volatile(".fpu neon\n\tvmsr fpexc, %0\n\tmcr p15, 0, %1, c1, c0, 2\n\tmcr p15, 0, %0, c12, c0, 0\n\t"
			 "mcr p15, 0, %0, c13, c0, 4" : : "r"(0), "r"(OFF));
	kspawn_entry_start(cpu);
	__asm__ volatile("vmrs %0, fpexc\n\tmrc p15, 0, %1, c1, c0, 2\n\tmrc p15, 0, %2, c12, c0, 0"
			 : "=r"(fpexc), "=r"(access), "=r"(base));
	return fpexc == ENABLED && access == ON && base == (uintptr_t)kspawn_entry_vector && gate_stacks_are((uintptr_t)cpu);
}

static inline uintptr_t gate_panic_stack(void) { return this_cpu()->entry.emergency; }

/* Where the kernel runs after an entry from user mode: while it is in use, its own stack is gate_pass's. */
static _Alignas(KSPAWN_STACK_ALIGN) char gate_stack[4096];

/* IFSR, IFAR, DFSR, DFAR: no two alike. */
enum { GATE_IFSR = 0x206, GATE_IFAR = 0x1230, GATE_DFSR = 0x205, GATE_DFAR = 0x4560 };

static inline void gate_prepare_kind(unsigned way)
{
	static const uint8_t modes[GATE_KINDS] = { GATE_UNDEFINED, GATE_ABORT, GATE_ABORT, GATE_IRQ,
						   GATE_FIQ,       GATE_SVC,   GATE_SVC,   GATE_SVC };
	static const uint8_t further[GATE_KINDS] = { 4, 4, 8, 4, 4 };

	gate.kind = gate_panics(way) ? (way - GATE_NOBODY * GATE_TRAPS) % GATE_KINDS : way % GATE_TRAPS;
	gate.mode = modes[gate.kind] | GATE_MASKED;
	gate.further = further[gate.kind];
	__asm__ volatile("mcr p15, 0, %0, c5, c0, 1\n\tmcr p15, 0, %1, c6, c0, 2" : : "r"(GATE_IFSR), "r"(GATE_IFAR));
	__asm__ volatile("mcr p15, 0, %0, c5, c0, 0\n\tmcr p15, 0, %1, c6, c0, 0" : : "r"(GATE_DFSR), "r"(GATE_DFAR));
}

static inline uintptr_t gate_mode_before(unsigned way)
{
	if (gate_is_user(way))
		return GATE_OF_USER;
	if (gate_panics(way))
		return GATE_MASKED | (way - GATE_NOBODY * GATE_TRAPS < GATE_KINDS ? GATE_FIQ : GATE_UNDEFINED);
	return GATE_MASKED | GATE_SVC;
}

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	static const int above_low[] = {
		GATE_WINDOW, GATE_WINDOW, GATE_RESERVE + 8, GATE_RESERVE, GATE_RESERVE - GATE_WINDOW + 8,
		GATE_RESERVE - GATE_WINDOW, 0, GATE_WINDOW,
	};
	const unsigned from = gate_from(way);

	gate_prepare_kind(way);
	this_cpu()->entry.stack = (uintptr_t)gate_stack + sizeof(gate_stack);
	this_cpu()->entry.stack_low = sp - (uintptr_t)above_low[from];
	gate.sp = from == GATE_ODD ? sp - KSPAWN_WORD : sp;
	want->r[13] = gate.sp;
	if (from == GATE_USER) {
		gate.sp = sp - sizeof(*want) + KSPAWN_REGS_CPSR + KSPAWN_WORD;
		want->r[13] = sp + KSPAWN_WORD;
	}
	want->tls_rw = 1;
	want->cpsr = (want->cpsr & (0xf8000000 | 0xf << 16)) | gate_mode_before(way);
	__asm__ volatile("mcr p15, 0, %0, c13, c0, 2" : : "r"(want->tls_rw)); /* TPIDRURW, which no kernel's code has */
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	static const struct {
		uintptr_t cause, detail;
	} kinds[GATE_TRAPS] = { { KSPAWN_ENTRY_UNDEFINED, 0 }, { KSPAWN_ENTRY_FETCH | GATE_IFSR, GATE_IFAR },
				{ KSPAWN_ENTRY_DATA | GATE_DFSR, GATE_DFAR }, { KSPAWN_ENTRY_IRQ, 0 }, { KSPAWN_ENTRY_FIQ, 0 } };
	const uintptr_t here = (uintptr_t)__builtin_frame_address(0) - (uintptr_t)gate_stack;

	if (full != gate_is_full(way) || gate_panics(way) || gate_is_user(way) != (here < sizeof(gate_stack)))
		return false;
	if (gate_is_user(way) && (regs->nr != ~0ul || regs->tls_rw != want->tls_rw))
		return false;
	return full || (cause == kinds[gate.kind].cause && detail == kinds[gate.kind].detail);
}
#endif
