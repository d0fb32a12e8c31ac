/* tests/ports/arm/stacks.h: system calls, faults and loops on any stack */
#ifndef KSPAWN_TEST_STACKS_H
#define KSPAWN_TEST_STACKS_H

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
