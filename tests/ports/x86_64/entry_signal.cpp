/* tests/ports/x86_64/entry_signal.cpp: the signal entry sets what a C function needs and QEMU 7.2 does not set */
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

TEST_CASE("the signal entry clears the direction flag")
{
	constexpr unsigned long direction = 0x400;
	unsigned long sig = 4712, info = 0, context = 0, flags = direction;
	last_signal = {};
	asm volatile("mov %%rsp, %%rbx\n\t"
		     "sub $256, %%rsp\n\t"
		     "and $-16, %%rsp\n\t"
		     "std\n\t"
		     "call kspawn_hosted_signal_entry\n\t"
		     "pushfq\n\t"
		     "pop %%rcx\n\t"
		     "cld\n\t"
		     "mov %%rbx, %%rsp"
		     : "+D"(sig), "+S"(info), "+d"(context), "=c"(flags)
		     :
		     : "rax", "rbx", "r8", "r9", "r10", "r11", "cc", "memory");
	CHECK(last_signal.sig == 4712);
	CHECK((flags & direction) == 0);
}
