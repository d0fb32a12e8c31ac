/* tests/ports/aarch64/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/aarch64/machine.h"

/* clang-format off */
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
