/* tests/ports/x86_64/system_port.h: forged registers, places, rights and stacks of the programs in tests/system/user */
#ifndef KSPAWN_TEST_SYSTEM_PORT_H
#define KSPAWN_TEST_SYSTEM_PORT_H

#include "../../../examples/kernel/x86_64/machine.h"

/* clang-format off */
#define CS KSPAWN_REGS_CS
#define SS KSPAWN_REGS_SS
#define FLAGS KSPAWN_REGS_FLAGS
/* name, word, bits that are kept, bits that are set, what becomes of it */
#define FORGERIES                                                                                                \
	{ "IOPL", FLAGS, ~0ul, 0x3000, DIES }, { "IOPL 1", FLAGS, ~0ul, 0x1000, DIES },                                \
	{ "NT", FLAGS, ~0ul, 0x4000, DIES }, { "VM", FLAGS, ~0ul, 0x20000, DIES },                                     \
	{ "VIF", FLAGS, ~0ul, 0x80000, DIES }, { "VIP", FLAGS, ~0ul, 0x100000, DIES },                                 \
	{ "no interrupts", FLAGS, ~0x200ul, 0, DIES }, { "no fixed bit", FLAGS, ~2ul, 0, DIES },                       \
	{ "reserved flags", FLAGS, ~0ul, 0x8028, DIES }, { "flags above 32 bits", FLAGS, ~0ul, 1ul << 32, DIES },      \
	{ "no flags", FLAGS, 0, 0, DIES }, { "all flags", FLAGS, 0, ~0ul, DIES },                                      \
	{ "RF", FLAGS, ~0ul, 0x10000, LIVES }, { "AC", FLAGS, ~0ul, 0x40000, LIVES },                                  \
	{ "ID", FLAGS, ~0ul, 0x200000, LIVES }, { "TF", FLAGS, ~0ul, 0x100, KILLED(SIGTRAP) },                         \
	{ "the kernel's code", CS, 0, 0x10, DIES }, { "the kernel's code, as a program", CS, 0, 0x13, DIES },          \
	{ "its code, as the kernel", CS, 0, 0x30, DIES }, { "no code", CS, 0, 0, DIES },                               \
	{ "code of 32 bits", CS, 0, 0x23, DIES }, { "a task as code", CS, 0, 0x43, DIES },                             \
	{ "code of an LDT", CS, 0, 0x37, DIES }, { "code beyond the table", CS, 0, 0xfff3, DIES },                     \
	{ "code and more", CS, ~0ul, 0x10000, DIES }, { "data as code", CS, 0, 0x2b, DIES },                           \
	{ "the kernel's stack", SS, 0, 0x18, DIES }, { "the kernel's stack, as a program", SS, 0, 0x1b, DIES },        \
	{ "no stack", SS, 0, 0, DIES }, { "no stack, as a program", SS, 0, 3, DIES },                                  \
	{ "code as stack", SS, 0, 0x33, DIES }, { "its stack, as the kernel", SS, 0, 0x28, DIES },                     \
	{ "TLS in the kernel", TLS, 0, 0xffff800000000000, DIES }, { "TLS nowhere", TLS, 0, 0x800000000000, DIES },    \
	{ "TLS at the end", TLS, 0, 0x7ffffffffff8, LIVES }
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

#endif
