/* tests/ports/riscv64/gate.h: a load from nowhere, on a stack that has room or none */
#pragma once

#include <kspawn/arch/entry.h>

#define GATE_GOT 0
#define GATE_STACK 8
#define GATE_GP 16
#define GATE_NOWHERE 2040
#define GATE_SUM_MXR (3 << 18)
#define GATE_FS (3ul << 13)
#define GATE_FS_INITIAL (1 << 13)
#define GATE_KERNEL_GP 0x6b65726e656c4750ul /* the kernel has none itself */

#ifndef __ASSEMBLER__
struct gate {
	uintptr_t got, stack, gp;
};
extern struct gate gate;

enum { GATES = 4 };
#define GATE_FREE 0xffffffeaul /* but pc, sp and tp */
#define GATE_KEPT (1ul << KSPAWN_REGS_SP / 8)
#define GATE_AFTER (1ul << KSPAWN_REGS_STATUS / 8)

/* sstatus. (Privileged Architecture, 4.1.1) */
enum { GATE_SIE = 1 << 1, GATE_SPIE = 1 << 5, GATE_SPP = 1 << 8 };
#define GATE_SD (1ul << 63)
static inline uintptr_t gate_status(void)
{
	uintptr_t status;

	__asm__ volatile("csrr %0, sstatus" : "=r"(status));
	return status;
}

static inline bool gate_is_full(unsigned way) { return way < 2; }

static inline bool gate_starts(void)
{
	extern const char kspawn_entry_vector[];
	uintptr_t vector;

	__asm__ volatile("csrc sstatus, %0; csrw sscratch, %1; mv gp, %2" : : "r"(GATE_FS), "r"(-1), "r"(GATE_KERNEL_GP));
	kspawn_entry_start(&this_cpu()->entry);
	__asm__ volatile("csrr %0, stvec" : "=r"(vector));
	return (gate_status() & GATE_FS) == GATE_FS_INITIAL && vector == (uintptr_t)kspawn_entry_vector;
}

/* The status as SRET leaves it, without floating point, which the kernel has at any time, and with what the kernel must
 * not have. The last way leaves a stack with room. */
static inline void gate_prepare(unsigned way, struct kspawn_pt_regs *want, uintptr_t sp)
{
	static const int above_low[GATES] = { GATE_RESERVE, GATE_RESERVE - GATE_WINDOW + 16, GATE_RESERVE - GATE_WINDOW,
					       GATE_RESERVE + 16 };

	this_cpu()->entry.stack_low = sp - (uintptr_t)above_low[way];
	want->sp = sp;
	want->status = (gate_status() & ~(GATE_SD | GATE_FS | GATE_SIE | GATE_SPP)) | GATE_SPIE | GATE_SUM_MXR;
}

static inline bool gate_check(unsigned way, const struct kspawn_pt_regs *regs, const struct kspawn_pt_regs *want,
			      uintptr_t cause, uintptr_t detail, bool full)
{
	enum { LOAD_PAGE_FAULT = 13 };
	const uintptr_t status = (want->status | GATE_SPP) & ~(uintptr_t)GATE_SPIE;
	uintptr_t gp;

	__asm__ volatile("mv %0, gp" : "=r"(gp));
	__asm__ volatile("csrw sepc, zero; csrc sstatus, %0" : : "r"((uintptr_t)GATE_SPP)); /* as a trap in here would */
	if (regs->status != status || regs->tp != (uintptr_t)this_cpu() || gp != GATE_KERNEL_GP || full != gate_is_full(way))
		return false;
	if (regs->nr != ~0ul || (gate_status() & (GATE_SUM_MXR | GATE_FS)) != GATE_FS_INITIAL)
		return false;
	return full || (cause == LOAD_PAGE_FAULT && detail == GATE_NOWHERE);
}
#endif
