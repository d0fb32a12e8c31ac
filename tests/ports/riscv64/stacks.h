/* tests/ports/riscv64/stacks.h: system calls, faults and loops on any stack */
#ifndef KSPAWN_TEST_STACKS_H
#define KSPAWN_TEST_STACKS_H

static inline long call_on(unsigned long sp, long nr, long a0, long a1)
{
	register long r0 __asm__("a0") = a0, r1 __asm__("a1") = a1, r7 __asm__("a7") = nr;

	__asm__ volatile("mv s1, sp\n\tmv sp, %1\n\tecall\n\tmv sp, s1"
			 : "+r"(r0)
			 : "r"(sp), "r"(r1), "r"(r7)
			 : "s1", "memory");
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

#endif
