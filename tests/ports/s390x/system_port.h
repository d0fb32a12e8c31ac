/* tests/ports/s390x/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/s390x/machine.h"

/* clang-format off */
#define FORGED_BY "by LPSWE"

#define PLACES                                                                                                         \
	{ "the lowcore", 0x200 }, { "the second page of the lowcore", 0x1000 }, { "the kernel's code", 0x10000 },      \
	{ "the last page of the space", USER_TOP - 0x1000 }, { "the last bytes of the space", USER_TOP - 2 },          \
	{ "the first address that is none", USER_TOP }, { "the kernel's code, 2 GiB up", USER_TOP + 0x10000 },         \
	{ "past a region", 1ul << 42 }, { "past three regions", 1ul << 53 }, { "an address that is none", 0x123456789abcdef0 }

#define RETURN_WORDS 0x07fe07fe /* br %r14 */
#define BREAK_SIGNAL SIGILL     /* of a program without a debugger (Linux, arch/s390/kernel/traps.c) */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long r1 __asm__("r1") = nr, r2 __asm__("r2") = a0, r3 __asm__("r3") = a1;

	__asm__ volatile("lgr %%r9, %%r15\n\tlgr %%r15, %1\n\tsvc 0\n\tlgr %%r15, %%r9"
			 : "+d"(r2)
			 : "d"(sp), "d"(r1), "d"(r3)
			 : "r9", "memory");
	return r2;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("lgr %%r9, %%r15\n\tlgr %%r15, %1\n0:\tbrctg %0, 0b\n\tlgr %%r15, %%r9"
			 : "+d"(rounds)
			 : "d"(sp)
			 : "r9", "memory");
}

#define ON(text) __asm__ volatile("lgr %%r15, %0\n\t" text : : "d"(sp) : "memory")
static inline void illegal_on(unsigned long sp) { ON(".2byte 0"); }
static inline void load_on(unsigned long sp) { ON("lghi %%r1, 16\n\tl %%r0, 0(%%r1)"); }
static inline void push_on(unsigned long sp) { ON("stg %%r14, -8(%%r15)"); }
static inline void break_on(unsigned long sp) { ON(".2byte 1"); }
static inline void sigreturn_on(unsigned long sp) { ON("svc 173\n\t.2byte 0"); }
