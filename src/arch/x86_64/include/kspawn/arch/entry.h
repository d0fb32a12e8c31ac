/* x86_64 entry.h: what a processor's entry keeps, in the kernel's block at the GS base */
#ifndef KSPAWN_ARCH_ENTRY_H
#define KSPAWN_ARCH_ENTRY_H

#include <kspawn/pt_regs.h>

/* struct kspawn_entry_cpu, in bytes. */
#define KSPAWN_ENTRY_SELF 0
#define KSPAWN_ENTRY_STACK 8
#define KSPAWN_ENTRY_SCRATCH 16
#define KSPAWN_ENTRY_TLS 24
#define KSPAWN_ENTRY_REGS_END 40

/* The selectors of the kernel. SYSCALL and SYSRET want them in this order with
 * the selectors of user mode, which are in frame.h. (AMD64 manual, volume 3, SYSRET) */
#ifndef KSPAWN_KERNEL_CS
#define KSPAWN_KERNEL_CS 0x10
#define KSPAWN_SYSRET_BASE 0x23
#endif

/* Vectors whose gates name an IST stack. */
#define KSPAWN_ENTRY_DB 1
#define KSPAWN_ENTRY_NMI 2
#define KSPAWN_ENTRY_DF 8
#define KSPAWN_ENTRY_MC 18

#define KSPAWN_ENTRY_VECTOR_SIZE 16 /* bytes of a gate's code in kspawn_entry_vectors */

#ifndef __ASSEMBLER__
#ifdef __cplusplus
extern "C" {
#endif

/* The task state segment. (AMD64 manual, volume 2, 12.2.5) */
struct kspawn_entry_tss {
	uint32_t reserved0;
	uint64_t rsp[3];
	uint64_t reserved1;
	uint64_t ist[7]; /* yours, of the vectors above at the least */
	uint64_t reserved2;
	uint16_t reserved3, io_map;
} __attribute__((packed));

struct kspawn_entry_cpu {
	struct kspawn_entry_cpu *self;
	uintptr_t stack; /* where the kernel runs after an entry from user mode */
	uintptr_t scratch;
	uintptr_t tls; /* FS base as it is loaded */
	uint32_t unused;
	struct kspawn_entry_tss tss; /* its descriptor is in your GDT; rsp[0]: where registers from user mode go */
};

/// The code of IDT gate 0; the code of gate n is n * KSPAWN_ENTRY_VECTOR_SIZE bytes
/// after it. Gates are interrupt gates; 1, 2, 8 and 18 have an IST stack. NMI,
/// double fault and machine check run on it to their end: no sleep in those.
extern const char kspawn_entry_vectors[];

/// Returns true if a system call may return to *regs by SYSRET. SYSRET clobbers rcx
/// and r11, and can fault in kernel mode where IRET does not.
bool kspawn_entry_sysret(const struct kspawn_pt_regs *regs);

static inline bool kspawn_entry_from_user(const struct kspawn_pt_regs *regs) { return regs->cs & 3; }

#ifdef __cplusplus
}
#endif

KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, self) == KSPAWN_ENTRY_SELF, "self");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, stack) == KSPAWN_ENTRY_STACK, "stack");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, scratch) == KSPAWN_ENTRY_SCRATCH, "scratch");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, tls) == KSPAWN_ENTRY_TLS, "tls");
KSPAWN_ASSERT(offsetof(struct kspawn_entry_cpu, tss) + offsetof(struct kspawn_entry_tss, rsp) == KSPAWN_ENTRY_REGS_END,
	      "regs_end");
KSPAWN_ASSERT(sizeof(struct kspawn_entry_tss) == 104, "as the processor has it");
#endif
#endif
