/* tests/ports/aarch64/system_port.h: forged registers, places, rights and stacks of the programs in tests/system/user */
#ifndef KSPAWN_TEST_SYSTEM_PORT_H
#define KSPAWN_TEST_SYSTEM_PORT_H

#include "../../../examples/kernel/aarch64/machine.h"

/* clang-format off */
#define PSTATE KSPAWN_REGS_PSTATE
/* name, word, bits that are kept, bits that are set, what becomes of it (Arm ARM, SPSR_EL1) */
#define FORGERIES                                                                                            \
	{ "EL1t", PSTATE, ~0ul, 4, DIES }, { "EL1h", PSTATE, ~0ul, 5, DIES }, { "EL2h", PSTATE, ~0ul, 9, DIES },       \
	{ "EL3h", PSTATE, ~0ul, 13, DIES }, { "EL0 with SP_EL1", PSTATE, ~0ul, 1, DIES },                              \
	{ "a reserved mode", PSTATE, ~0ul, 2, DIES }, { "AArch32", PSTATE, ~0ul, 0x10, DIES },                         \
	{ "AArch32, abort", PSTATE, ~0ul, 0x17, DIES }, { "AArch32, Thumb", PSTATE, ~0ul, 0x30, DIES },                \
	{ "F", PSTATE, ~0ul, 1 << 6, DIES }, { "I", PSTATE, ~0ul, 1 << 7, DIES },                                      \
	{ "A", PSTATE, ~0ul, 1 << 8, DIES }, { "D", PSTATE, ~0ul, 1 << 9, DIES },                                      \
	{ "IL", PSTATE, ~0ul, 1 << 20, DIES }, { "PAN", PSTATE, ~0ul, 1 << 22, DIES },                                 \
	{ "UAO", PSTATE, ~0ul, 1 << 23, DIES }, { "ALLINT", PSTATE, ~0ul, 1 << 13, DIES },                             \
	{ "reserved bits", PSTATE, ~0ul, 1ul << 40, DIES }, { "all bits", PSTATE, 0, ~0ul, DIES },                     \
	{ "no bits", PSTATE, 0, 0, LIVES }, { "the flags", PSTATE, ~0ul, 0xful << 28, LIVES },                         \
	{ "SS", PSTATE, ~0ul, 1 << 21, LIVES }, { "SSBS", PSTATE, ~0ul, 1 << 12, LIVES },                              \
	{ "BTYPE", PSTATE, ~0ul, 3 << 10, LIVES }, { "DIT", PSTATE, ~0ul, 1 << 24, LIVES },                            \
	{ "TCO", PSTATE, ~0ul, 1 << 25, LIVES }, { "an odd pc", IP, ~0ul, 1, KILLED(SIGBUS) },                         \
	{ "TLS in the kernel", TLS, 0, 0xffffffff40200000, LIVES }
#define FORGED_BY "by ERET"

#define PLACES                                                                                                         \
	{ "the last page of the lower half", 0x3ffffff000 }, { "the last bytes of the lower half", 0x3ffffffffe },     \
	{ "the first address that is none", 0x4000000000 },                                                            \
	{ "the kernel's half of a root, seen from below", 0x4040200000 },                                              \
	{ "the last address that is none", 0xffffffbffffffff8 }, { "an address that is none", 0x123456789abcdef0 },    \
	{ "a tagged address", 0xff00000000001000 }, { "a device", DIRECT + 0x09000000 },                               \
	{ "the interrupt controller", DIRECT + 0x08000000 }, { "the device tree", DIRECT + 0x40000000 },               \
	{ "physical memory, where the kernel is", DIRECT + 0x40200000 }, { "the kernel's code", IMAGE + 0x40200000 }

#define RETURN_WORDS 0xd65f03c0 /* ret */
#define JUMP_ALIGN 4            /* the alignment fault comes first (Arm ARM, PC alignment checking), but not in QEMU 7.2 */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long r0 __asm__("x0") = a0, r1 __asm__("x1") = a1, r8 __asm__("x8") = nr;

	__asm__ volatile("mov x20, sp\n\tmov sp, %1\n\tsvc #0\n\tmov sp, x20"
			 : "+r"(r0)
			 : "r"(sp), "r"(r1), "r"(r8)
			 : "x20", "memory");
	return r0;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("mov x20, sp\n\tmov sp, %1\n1:\tsubs %0, %0, #1\n\tb.ne 1b\n\tmov sp, x20"
			 : "+r"(rounds)
			 : "r"(sp)
			 : "x20", "cc", "memory");
}

#define ON(text) __asm__ volatile("mov sp, %0\n\t" text : : "r"(sp) : "x0", "x8", "memory")
static inline void illegal_on(unsigned long sp) { ON(".inst 0"); }
static inline void load_on(unsigned long sp) { ON("mov x0, #16\n\tldr w0, [x0]"); }
static inline void push_on(unsigned long sp) { ON("str x30, [sp, #-16]!"); }
static inline void break_on(unsigned long sp) { ON("brk #0"); }
static inline void sigreturn_on(unsigned long sp) { ON("mov x8, #139\n\tsvc #0\n\t.inst 0"); }

#endif
