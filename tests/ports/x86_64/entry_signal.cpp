/* tests/ports/x86_64/entry_signal.cpp: the signal entry aligns its stack, which QEMU 7.2 does not */
#include <catch2/catch.hpp>

#include "entry_host.hpp"

using namespace kspawn_test;

TEST_CASE("the signal entry calls its handler on an aligned stack, wherever the signal leaves it")
{
	for (unsigned long offset = 0; offset < 32; offset += 8) {
		unsigned long sig = 4711, info = 0, context = 0, below = 256 + offset, kept = 815;
		last_signal = {};
		asm volatile("mov %%rsp, %%rbx\n\t"
			     "mov %4, %%r14\n\t"
			     "sub %%rcx, %%rsp\n\t"
			     "call kspawn_hosted_signal_entry\n\t"
			     "mov %%rbx, %%rsp\n\t"
			     "mov %%r14, %4"
			     : "+D"(sig), "+S"(info), "+d"(context), "+c"(below), "+r"(kept)
			     :
			     : "rax", "rbx", "r8", "r9", "r10", "r11", "r14", "cc", "memory");
		CHECK(kept == 815);
		CHECK(last_signal.sig == 4711);
		CHECK(last_signal.frame % KSPAWN_STACK_ALIGN == 0); /* the frame pointer is pushed below a return address */
	}
}
