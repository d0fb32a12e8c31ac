/* i386 entry.h: what a processor's entry keeps, in the kernel's block, which is the segment in fs */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/pt_regs.h>

/* The selectors of the GDT, in the order of Linux's, with the selectors of user mode, which are in frame.h. */
#define KSPAWN_USER_TLS 0x33
#define KSPAWN_KERNEL_CS 0x60
#define KSPAWN_KERNEL_DS 0x68
#define KSPAWN_ENTRY_TSS 0x80
#define KSPAWN_KERNEL_FS 0x88
#define KSPAWN_ENTRY_TASK(n) (0x90 + 8 * (n))
#define KSPAWN_ENTRY_TASKS 3 /* NMI, double fault, machine check */
#define KSPAWN_ENTRY_GDT_SIZE KSPAWN_ENTRY_TASK(KSPAWN_ENTRY_TASKS)

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_SELF 0
#define KSPAWN_ENTRY_STACK 4
#define KSPAWN_ENTRY_TLS 8
#define KSPAWN_ENTRY_DESCRIPTOR (12 + (KSPAWN_USER_TLS & ~7)) /* of TLS */
#define KSPAWN_ENTRY_ROOT (12 + KSPAWN_ENTRY_GDT_SIZE + 28)

/* Vectors whose gates are task gates, and the vector of system calls. */
#define KSPAWN_ENTRY_NMI 2
#define KSPAWN_ENTRY_DF 8
#define KSPAWN_ENTRY_MC 18
#define KSPAWN_ENTRY_CALL 0x80

#define KSPAWN_ENTRY_VECTOR_SIZE 16 /* bytes of a gate's code in kspawn_entry_vectors */

#ifndef __ASSEMBLER__
#ifdef __cplusplus
extern "C" {
#endif

/* The task state segment. (AMD64 manual, volume 2, 12.2.4) */
struct kspawn_entry_tss {
	uint32_t link, esp0, ss0, esp1, ss1, esp2, ss2, cr3, eip, eflags, eax, ecx, edx, ebx, esp, ebp, esi, edi;
	uint32_t es, cs, ss, ds, fs, gs, ldt;
	uint16_t trap, io_map;
};

struct kspawn_entry_cpu {
	struct kspawn_entry_cpu *self;
	uintptr_t stack; /* where the kernel runs after an entry from user mode */
	uintptr_t tls;   /* as user mode has it */
	uint64_t gdt[KSPAWN_ENTRY_GDT_SIZE / 8];
	struct kspawn_entry_tss tss;                       /* esp0: where registers from user mode go; cr3: yours, see below */
	struct kspawn_entry_tss tasks[KSPAWN_ENTRY_TASKS]; /* esp0: yours, the end of a stack for each */
};

/// The code of IDT gate 0; the code of gate n is n * KSPAWN_ENTRY_VECTOR_SIZE bytes
/// after it. Gates are interrupt gates, KSPAWN_ENTRY_CALL's is for user mode too.
/// Gates 2, 8 and 18 are task gates with the selectors KSPAWN_ENTRY_TASK(0) to (2):
/// NMI, double fault and machine check run on stacks of their own to their end: no
/// sleep in those. They load the page table that kspawn_entry_start has found, and
/// in the end what tss.cr3 of the block says: store there what you load.
extern const char kspawn_entry_vectors[];

static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return regs->cs & 3; }

#ifdef __cplusplus
}
#endif

KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, self) == KSPAWN_ENTRY_SELF, "self");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack) == KSPAWN_ENTRY_STACK, "stack");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, tls) == KSPAWN_ENTRY_TLS, "tls");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, gdt) + (KSPAWN_USER_TLS & ~7) == KSPAWN_ENTRY_DESCRIPTOR, "descriptor");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, tss) + offsetof(struct kspawn_entry_tss, cr3) == KSPAWN_ENTRY_ROOT, "root");
KSPAWN_ASSERT(sizeof(struct kspawn_entry_tss) == 104, "as the processor has it");
#endif
#endif
