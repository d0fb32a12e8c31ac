/* tests/ports/aarch64/stacks.h: system calls, faults and loops on any stack */
#ifndef KSPAWN_TEST_STACKS_H
#define KSPAWN_TEST_STACKS_H

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

#endif
