/* tests/ports/arm/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/arm/machine.h"

/* clang-format off */
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
