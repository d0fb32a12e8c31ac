/* tests/ports/mips/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/mips/machine.h"

/* clang-format off */

#define OWN_ACTION
struct action {
	unsigned long flags;
	void (*handler)(int sig, void *info, void *context);
	unsigned long mask[16 / sizeof(unsigned long)];
};
#define FORGED_BY "by ERET"

#define PLACES                                                                                                         \
	{ "the last page of the lower half", 0x7ffff000 }, { "the last bytes of the lower half", 0x7ffffffc },         \
	{ "the first address of kseg0", DIRECT }, { "physical memory, where the kernel is", DIRECT + 0x100000 },       \
	{ "the end of memory", DIRECT + 0x7fffff0 }, { "no memory", DIRECT + 0x1ffffff0 },                             \
	{ "memory, uncached", DEVICES + 0x100000 }, { "a device", DEVICES + 0x180003f8 },                              \
	{ "the board's reset", DEVICES + 0x1f000500 }, { "the firmware", DEVICES + 0x1fc00000 },                       \
	{ "kseg3", 0xe0000000 }, { "the debugger's", 0xff200200 }

/* GIVEN_BY_OLDER: on a processor without RI and XI. */
#define GIVEN 0, R, W, RW, RX, RX, RWX, RWX
#define GIVEN_BY_OLDER 0, RX, RWX, RWX, RX, RX, RWX, RWX
#define RETURN_WORDS 0x03e00008, 0 /* jr ra; nop */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long v0 __asm__("$2") = nr, r4 __asm__("$4") = a0, r5 __asm__("$5") = a1, r6 __asm__("$6") = 0;
	register long failed __asm__("$7") = 0;

	__asm__ volatile("move $16, $sp\n\tmove $sp, %2\n\tsyscall\n\tmove $sp, $16"
			 : "+r"(v0), "+r"(failed)
			 : "r"(sp), "r"(r4), "r"(r5), "r"(r6)
			 : "$1", "$3", "$8", "$9", "$10", "$11", "$12", "$13", "$14", "$15", "$16", "$24", "$25", "hi", "lo",
			   "memory");
	return failed ? -v0 : v0;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("move $16, $sp\n\tmove $sp, %1\n1:\taddiu %0, %0, -1\n\tbnez %0, 1b\n\tmove $sp, $16"
			 : "+r"(rounds)
			 : "r"(sp)
			 : "$16", "memory");
}

#define ON(text) __asm__ volatile("move $sp, %0\n\t" text : : "r"(sp) : "$2", "memory")
static inline void illegal_on(unsigned long sp) { ON(KSPAWN_USER_ILLEGAL); }
static inline void load_on(unsigned long sp) { ON("lw $2, 16($0)"); }
static inline void push_on(unsigned long sp) { ON("sw $31, -8($sp)"); }
static inline void break_on(unsigned long sp) { ON("break"); }
static inline void sigreturn_on(unsigned long sp) { ON("li $2, 4193\n\tsyscall\n\t" KSPAWN_USER_ILLEGAL); }
