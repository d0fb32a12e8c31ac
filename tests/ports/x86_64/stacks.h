/* tests/ports/x86_64/stacks.h: system calls, faults and loops on any stack */
#ifndef KSPAWN_TEST_STACKS_H
#define KSPAWN_TEST_STACKS_H

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
