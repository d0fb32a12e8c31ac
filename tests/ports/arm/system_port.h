/* tests/ports/arm/system_port.h: forged registers, places, rights and stacks of the programs in tests/system/user */
#ifndef KSPAWN_TEST_SYSTEM_PORT_H
#define KSPAWN_TEST_SYSTEM_PORT_H

#include "../../../examples/kernel/arm/machine.h"

/* clang-format off */
#define TLS_RW KSPAWN_REGS_TLS_RW
#define CPSR KSPAWN_REGS_CPSR
#define MODE 0x1ful
#define IF_THEN (3ul << 25 | 0x3ful << 10)
/* name, word, bits that are kept, bits that are set, what becomes of it (ARMv7-A ARM, B1.3.3 CPSR) */
#define FORGERIES                                                                                            \
	{ "FIQ mode", CPSR, ~MODE, 0x11, DIES }, { "IRQ mode", CPSR, ~MODE, 0x12, DIES },                              \
	{ "SVC mode", CPSR, ~MODE, 0x13, DIES }, { "monitor mode", CPSR, ~MODE, 0x16, DIES },                          \
	{ "abort mode", CPSR, ~MODE, 0x17, DIES }, { "hypervisor mode", CPSR, ~MODE, 0x1a, DIES },                     \
	{ "undefined mode", CPSR, ~MODE, 0x1b, DIES }, { "system mode", CPSR, ~MODE, 0x1f, DIES },                     \
	{ "a reserved mode", CPSR, ~MODE, 0x14, DIES }, { "user mode of 26 bits", CPSR, ~MODE, 0, DIES },              \
	{ "F", CPSR, ~0ul, 1 << 6, DIES }, { "I", CPSR, ~0ul, 1 << 7, DIES },                                          \
	{ "A", CPSR, ~0ul, 1 << 8, DIES }, { "E", CPSR, ~0ul, 1 << 9, DIES },                                          \
	{ "J", CPSR, ~0ul, 1 << 24, DIES }, { "J and T", CPSR, ~0ul, 1 << 24 | 1 << 5, DIES },                         \
	{ "IL", CPSR, ~0ul, 1 << 20, DIES }, { "PAN", CPSR, ~0ul, 1 << 22, DIES },                                     \
	{ "IT in ARM state", CPSR, ~(1ul << 5), IF_THEN, DIES },                                                       \
	{ "half an IT in ARM state", CPSR, ~(1ul << 5), 1 << 10, DIES },                                               \
	{ "all bits", CPSR, 0, ~0ul, DIES }, { "no bits", CPSR, 0, 0, DIES },                                          \
	{ "the flags", CPSR, ~0ul, 0xf8000000, LIVES }, { "GE", CPSR, ~0ul, 0xf << 16, LIVES },                        \
	{ "SSBS", CPSR, ~0ul, 1 << 23, LIVES }, { "DIT", CPSR, ~0ul, 1 << 21, LIVES },                                 \
	{ "an odd pc", IP, ~0ul, 1, LIVES }, { "TLS in the kernel", TLS, 0, 0xe0200000, LIVES },                       \
	{ "the other TLS in the kernel", TLS_RW, 0, 0xe0200000, LIVES }
#define FORGED_BY "by RFE"

#define PLACES                                                                                                         \
	{ "the last page of the lower half", 0x7ffff000 }, { "the last bytes of the lower half", 0x7ffffffe },         \
	{ "the device tree", DIRECT + 0x40000000 },                                                                    \
	{ "physical memory, where the kernel is", DIRECT + 0x40200000 }, { "a device", DEVICES + 0x09000000 },         \
	{ "the interrupt controller", DEVICES + 0x08000000 }, { "nothing, among the devices", DEVICES },               \
	{ "the kernel's code", IMAGE + 0x40200000 }, { "the page of the high vectors", 0xffff0000 },                   \
	{ "where Linux's helpers are", 0xffff0fc0 }

#define RETURN_WORDS 0xe12fff1e /* bx lr */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long r0 __asm__("r0") = a0, r1 __asm__("r1") = a1, r7 __asm__("r7") = nr;

	__asm__ volatile("mov r4, sp\n\tmov sp, %1\n\tsvc #0\n\tmov sp, r4"
			 : "+r"(r0)
			 : "r"(sp), "r"(r1), "r"(r7)
			 : "r4", "memory");
	return r0;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("mov r4, sp\n\tmov sp, %1\n1:\tsubs %0, %0, #1\n\tbne 1b\n\tmov sp, r4"
			 : "+r"(rounds)
			 : "r"(sp)
			 : "r4", "cc", "memory");
}

#define ON(text) __asm__ volatile("mov sp, %0\n\t" text : : "r"(sp) : "r0", "r7", "memory")
static inline void illegal_on(unsigned long sp) { ON("udf #0"); }
static inline void load_on(unsigned long sp) { ON("mov r0, #16\n\tldr r0, [r0]"); }
static inline void push_on(unsigned long sp) { ON("str lr, [sp, #-4]!"); }
static inline void break_on(unsigned long sp) { ON("bkpt #0"); }
static inline void sigreturn_on(unsigned long sp) { ON("mov r7, #173\n\tsvc #0\n\tudf #0"); }

#endif
