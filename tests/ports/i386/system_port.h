/* tests/ports/i386/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/i386/machine.h"

/* clang-format off */
#define FORGED_BY "by IRET"

#define PLACES                                                                                                         \
	{ "the last page of the lower half", 0x7ffff000 }, { "the last bytes of the lower half", 0x7fffffff },         \
	{ "physical memory", DIRECT }, { "physical memory, where the kernel is", DIRECT + 0x100000 },                  \
	{ "the last page of physical memory", DIRECT + 0x3ffff000 }, { "the kernel's stacks", STACKS },                \
	{ "a device", 0xfed00000 }, { "the last bytes of memory", 0xffffffff }

#define RETURN_WORDS 0xc3 /* ret */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	long result = nr;

	__asm__ volatile("xchg %1, %%esp\n\tint $0x80\n\txchg %1, %%esp" : "+a"(result), "+S"(sp) : "b"(a0), "c"(a1) : "memory");
	return result;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("xchg %1, %%esp\n1:\tdec %0\n\tjnz 1b\n\txchg %1, %%esp" : "+r"(rounds), "+r"(sp) : : "memory");
}

#define ON(text) __asm__ volatile("mov %0, %%esp\n\t" text : : "r"(sp) : "memory")
static inline void illegal_on(unsigned long sp) { ON("ud2"); }
static inline void load_on(unsigned long sp) { ON("mov 0x10, %%eax"); }
static inline void push_on(unsigned long sp) { ON("push %%eax\n\tcall *%%eax"); }
static inline void break_on(unsigned long sp) { ON("int3"); }
static inline void sigreturn_on(unsigned long sp) { ON("mov $173, %%eax\n\tint $0x80\n\tud2"); }
