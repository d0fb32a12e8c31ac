/* tests/ports/x86_64/bench_shortest.hpp: the shortest switch that is published, for bench/peers/shortest.cpp */
#pragma once

struct shortest_thread {
	void *sp;
};

/// Six instructions and a landing pad. Every register but rsp is the compiler's to save. (Photon, its switch with
/// preserve_none)
[[gnu::always_inline]] inline void shortest_switch(shortest_thread *prev, shortest_thread *next)
{
	__asm__ volatile("lea	1f(%%rip), %%rcx\n\t"
			 "push	%%rcx\n\t"
			 "mov	%%rsp, (%%rax)\n\t"
			 "mov	(%%rdx), %%rsp\n\t"
			 "pop	%%rcx\n\t"
			 "jmp	*%%rcx\n"
			 "1:	endbr64"
			 : "+a"(prev), "+d"(next)
			 :
			 : "rbx", "rcx", "rsi", "rdi", "rbp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "cc",
			   "memory", "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10",
			   "xmm11", "xmm12", "xmm13", "xmm14", "xmm15");
}
