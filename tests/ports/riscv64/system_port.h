/* tests/ports/riscv64/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/riscv64/machine.h"

/* clang-format off */
#define ACTION_HAS_NO_RESTORER
#define FORGED_BY "by SRET"

#define PLACES                                                                                                         \
	{ "the last page of the lower half", 0x3ffffff000 }, { "the last bytes of the lower half", 0x3ffffffffe },     \
	{ "the first address that is none", 0x4000000000 },                                                            \
	{ "the last address that is none", 0xffffffbffffffff8 }, { "an address that is none", 0x123456789abcdef0 },    \
	{ "a device", DIRECT + 0x10000000 }, { "the firmware", DIRECT + 0x80000000 },                                  \
	{ "physical memory, where the kernel is", DIRECT + 0x80200000 }, { "the kernel's code", IMAGE + 0x80200000 }

#define GIVEN 0, R, RW, RW, X, RX, RWX, RWX
#define RETURN_WORDS 0x00008067 /* ret */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long r0 __asm__("a0") = a0, r1 __asm__("a1") = a1, r7 __asm__("a7") = nr;

	__asm__ volatile("mv s1, sp\n\tmv sp, %1\n\tecall\n\tmv sp, s1" : "+r"(r0) : "r"(sp), "r"(r1), "r"(r7) : "s1", "memory");
	return r0;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("mv s1, sp\n\tmv sp, %1\n1:\taddi %0, %0, -1\n\tbnez %0, 1b\n\tmv sp, s1"
			 : "+r"(rounds)
			 : "r"(sp)
			 : "s1", "memory");
}

#define ON(text) __asm__ volatile("mv sp, %0\n\t" text : : "r"(sp) : "memory")
static inline void illegal_on(unsigned long sp) { ON("unimp"); }
static inline void load_on(unsigned long sp) { ON("lw a0, 16(zero)"); }
static inline void push_on(unsigned long sp) { ON("sd ra, -8(sp)"); }
static inline void break_on(unsigned long sp) { ON("ebreak"); }
static inline void sigreturn_on(unsigned long sp) { ON("li a7, 139\n\tecall\n\tunimp"); }
