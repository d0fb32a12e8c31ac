/* tests/ports/i386/gate.h: the words of an interrupt, as the processor pushes them, and a jump to its gate; or a task gate */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_CODE 0
#define GATE_HAS_ERROR 4
#define GATE_ERROR 8
#define GATE_TASK 12
#define GATE_GOT 16
#define GATE_STACK 20
#define GATE_DI 24

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t code, has_error, error;
	uintptr_t task; /* the vector of a task gate, or 0 */
	uintptr_t got, stack, di;
};
extern struct gate gate;

/* Each vector, with the stack pointer at each word of what a stack is aligned to, and the task gates. */
enum { GATE_VECTORS = 256, GATE_PLACES = KSPAWN_STACK_ALIGN / KSPAWN_WORD };
enum { GATE_TASKS = GATE_PLACES * GATE_VECTORS, GATES = GATE_TASKS + KSPAWN_ENTRY_TASKS };
#define GATE_BITS(from, to) ((2ul << KSPAWN_REGS_##to / 4) - (1ul << KSPAWN_REGS_##from / 4))
#define GATE_FREE GATE_BITS(BX, AX)
#define GATE_KEPT (GATE_BITS(DS, GS) | GATE_BITS(CS, SS))
#define GATE_AFTER 0ul

enum { GATE_FIXED = 1 << 1, GATE_DF = 1 << 10, GATE_NT = 1 << 14, GATE_AC = 1 << 18, GATE_STATUS = 0x8d5, GATE_TS = 1 << 3 };

static inline unsigned gate_vector(unsigned way)
{
	static const uint8_t tasks[] = { KSPAWN_ENTRY_NMI, KSPAWN_ENTRY_DF, KSPAWN_ENTRY_MC };

	return way < GATE_TASKS ? way % GATE_VECTORS : tasks[way - GATE_TASKS];
}

/* Below the three words that the processor pushes; or on the stack of a task, below an error code. */
static inline uintptr_t gate_end(unsigned way, uintptr_t sp)
{
	return (way < GATE_TASKS ? sp - 12 : this_cpu()->entry.tasks[way - GATE_TASKS].esp0 - KSPAWN_WORD) &
	       -(uintptr_t)KSPAWN_STACK_ALIGN;
}
#define GATE_END gate_end

#define GATE_STORED(instruction)                               \
	({                                                     \
		uintptr_t word_;                               \
		__asm__ volatile(instruction : "=r"(word_));   \
		word_;                                         \
	})

static inline bool gate_has_segments(void)
{
	return GATE_STORED("mov %%cs, %0") == KSPAWN_KERNEL_CS && GATE_STORED("mov %%ss, %0") == KSPAWN_KERNEL_DS &&
	       GATE_STORED("mov %%ds, %0") == KSPAWN_KERNEL_DS && GATE_STORED("mov %%es, %0") == KSPAWN_KERNEL_DS &&
	       GATE_STORED("mov %%fs, %0") == KSPAWN_KERNEL_FS && GATE_STORED("str %0") == KSPAWN_ENTRY_TSS &&
	       !GATE_STORED("sldt %0");
}
#define GATE_HAS_OWN gate_has_segments
#define GATE_CHAINS(way, frame, regs) ((way) >= GATE_TASKS || *(const uintptr_t *)(frame) == (regs)->bp)

#define GATE_FLIP 1ul /* the carry */
#define GATE_SPOIL() (void)(((volatile uintptr_t *)__builtin_frame_address(0))[2] = 1)

/* With another stack segment, and an LDT, before it. */
static inline bool gate_starts(void)
{
	static uint64_t others[] = { 0, 0x00cf93000000ffff, 0x0000820000000000 }; /* AMD64 manual, volume 2, 4.7 and 4.8 */
	struct kspawn_entry_cpu *const cpu = &this_cpu()->entry;
	struct {
		uint16_t limit;
		const uint64_t *base;
	} __attribute__((packed)) gdt = { sizeof(others) - 1, others };

	__asm__ volatile("lgdt %0; mov %1, %%ss; lldt %w2" : : "m"(gdt), "r"(8), "r"(16));
	for (unsigned i = 0; i < sizeof(cpu->gdt) / sizeof(*cpu->gdt); i++)
		cpu->gdt[i] = 0;
	cpu->self = NULL;
	cpu->tss.cr3 = 0;
	kspawn_entry_start(cpu);
	__asm__ volatile("sgdt %0" : "=m"(gdt));
	return gate_has_segments() && gdt.limit == sizeof(cpu->gdt) - 1 && gdt.base == cpu->gdt && this_cpu() == (struct cpu *)cpu &&
	       cpu->tss.cr3 == GATE_STORED("mov %%cr3, %0") && !GATE_STORED("mov %%gs, %0");
}

#define GATE_EMERGENCY 0 /* a double fault */

static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	const unsigned vector = gate_vector(way);

	gate.task = way < GATE_TASKS ? 0 : vector;
	if (gate.task)
		this_cpu()->entry.tasks[way - GATE_TASKS].esp -= KSPAWN_WORD;
	/* AMD64 manual, volume 2, 8.4.1; INT pushes none */
	gate.has_error = !gate.task && vector < 32 && (0x60227d00u >> vector & 1);
	gate.error = gate.has_error ? want->nr : 0;
	gate.code = (uintptr_t)kspawn_entry_vectors + vector * KSPAWN_ENTRY_VECTOR_SIZE;
	want->sp = sp + way / GATE_VECTORS % GATE_PLACES * KSPAWN_WORD;
	want->flags = (want->flags & GATE_STATUS) | GATE_FIXED | GATE_DF | GATE_AC;
	want->cs = KSPAWN_KERNEL_CS;
	want->ss = KSPAWN_KERNEL_DS;
	want->ds = want->fs = KSPAWN_USER_SS;
	want->es = KSPAWN_USER_CS;
	want->gs = KSPAWN_USER_TLS;
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	const uintptr_t flags = GATE_STORED("pushf; pop %0");

	(void)want;
	return !full && cause == gate_vector(way) && detail == gate.error && regs->nr == ~0ul &&
	       !(flags & (GATE_DF | GATE_NT | GATE_AC)) && gate_has_segments() && !(GATE_STORED("mov %%cr0, %0") & GATE_TS) &&
	       &this_cpu()->entry == this_cpu()->entry.self;
}
#endif
