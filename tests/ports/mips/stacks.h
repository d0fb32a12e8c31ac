/* tests/ports/mips/stacks.h: system calls, faults and loops on any stack */
#ifndef KSPAWN_TEST_STACKS_H
#define KSPAWN_TEST_STACKS_H

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

#endif
