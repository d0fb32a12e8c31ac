/* tests/ports/x86_64/system_port.h: places, rights and stacks of the programs in tests/system/user */
#pragma once

#include "../../../examples/kernel/x86_64/machine.h"

/* clang-format off */
/* A system call is left by SYSRET if rcx and r11 say what ip and flags say, else by IRET. */
#define FORGED_BY "by SYSRET", "by IRET"
#define OWN_FORGE_VARIANT
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant)
{
	regs->cx = variant == 0 ? regs->ip : 0;
	regs->r11 = variant == 0 ? regs->flags : 0;
}

#define PLACES                                                                                                         \
	{ "above the last page of a program", 0x3fffffffe0 },                                                          \
	{ "the last page of the lower half", 0x7ffffffff000 },                                                         \
	{ "the last bytes of the lower half", 0x7fffffffffff },                                                        \
	{ "the first address that is none", 0x800000000000 },                                                          \
	{ "the last address that is none", 0xffff7fffffffffff }, { "an address that is none", 0x123456789abcdef0 },    \
	{ "physical memory", DIRECT }, { "physical memory, where the kernel is", DIRECT + 0x100000 },                  \
	{ "a device", DIRECT + 0xfed00000 }, { "the kernel's code", IMAGE + 0x100000 },                                \
	{ "the kernel's image, before its code", IMAGE }, { "Linux's page of calls", 0xffffffffff600000 }

#define RETURN_WORDS 0xc3 /* ret */
/* clang-format on */

/* ---- any stack: system calls, loops, faults ---- */

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	long result = nr;

	__asm__ volatile("mov %%rsp, %%rbx\n\tmov %1, %%rsp\n\tsyscall\n\tmov %%rbx, %%rsp"
			 : "+a"(result)
			 : "r"(sp), "D"(a0), "S"(a1)
			 : "rbx", "rcx", "r11", "memory");
	return result;
}

static inline void spin_on(unsigned long sp, unsigned long rounds)
{
	__asm__ volatile("mov %%rsp, %%rbx\n\tmov %1, %%rsp\n1:\tdec %0\n\tjnz 1b\n\tmov %%rbx, %%rsp"
			 : "+r"(rounds)
			 : "r"(sp)
			 : "rbx", "memory");
}

#define ON(text) __asm__ volatile("mov %0, %%rsp\n\t" text : : "r"(sp) : "memory")
static inline void illegal_on(unsigned long sp) { ON("ud2"); }
static inline void load_on(unsigned long sp) { ON("mov 0x10, %%eax"); }
static inline void push_on(unsigned long sp) { ON("push %%rax\n\tcall *%%rax"); }
static inline void break_on(unsigned long sp) { ON("int3"); }
static inline void sigreturn_on(unsigned long sp) { ON("mov $15, %%eax\n\tsyscall\n\tud2"); }
