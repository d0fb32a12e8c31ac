/* tests/ports/x86_64/entry_c.cpp: gate and signal entry set what a C function needs; QEMU 7.2 does not before a handler */
#include <catch2/catch.hpp>

#include "entry_host.hpp"

#ifndef TEST_SP
#define TEST_SP "%%rsp"
#define TEST_OLD_SP "%%rbx"
#define TEST_KEPT_REGISTER "%%r14"
#define TEST_SET_SIGNAL "mov $4711, %%edi\n\t"
#define TEST_LOST_REGISTERS "rbx", "rdx", "rsi", "rdi", "r8", "r9", "r10", "r11", "r14"
#endif

using namespace kspawn_test;

namespace {

struct state_after {
	unsigned long flags, kept;
};

/// Was the stack aligned at the call of a function with this frame pointer? Below are the return address and its caller's.
bool is_aligned(uintptr_t frame) { return (frame + 2 * KSPAWN_WORD) % KSPAWN_STACK_ALIGN == 0; }

/// Calls the signal entry with the direction flag set, on a stack that is `offset` bytes below an aligned one.
state_after interrupted(unsigned long offset)
{
	constexpr unsigned long red_zone = 128; /* AMD64 ABI, 3.2.2 */
	unsigned long below = red_zone + offset;
	state_after after = { 0, 815 };
	last_signal = {};
	asm volatile("mov " TEST_SP ", " TEST_OLD_SP "\n\t"
		     "mov %[kept], " TEST_KEPT_REGISTER "\n\t"
		     "and %[align], " TEST_SP "\n\t"
		     "sub %[below], " TEST_SP "\n\t" TEST_SET_SIGNAL "std\n\t"
		     "call kspawn_hosted_signal_entry\n\t"
		     "pushf\n\t"
		     "pop %[flags]\n\t"
		     "cld\n\t"
		     "mov " TEST_OLD_SP ", " TEST_SP "\n\t"
		     "mov " TEST_KEPT_REGISTER ", %[kept]"
		     : [flags] "=a"(after.flags), [kept] "+r"(after.kept), [below] "+c"(below)
		     : [align] "i"(-KSPAWN_STACK_ALIGN)
		     : TEST_LOST_REGISTERS, "cc", "memory");
	return after;
}

} // namespace

TEST_CASE("the signal entry calls its handler on an aligned stack, wherever the signal leaves it")
{
	for (unsigned long offset = 0; offset < 32; offset += KSPAWN_WORD) {
		INFO(offset);
		CHECK(interrupted(offset).kept == 815);
		CHECK(last_signal.sig == 4711);
		CHECK(is_aligned(last_signal.frame));
	}
}

TEST_CASE("the gate calls C on an aligned stack")
{
	const auto call = [] { asm volatile("call kspawn_hosted_gate" : : : "memory"); };
	CHECK(is_aligned(through_gate(call).frame));
}

TEST_CASE("the signal entry clears the direction flag")
{
	constexpr unsigned long direction = 0x400;
	CHECK((interrupted(0).flags & direction) == 0);
	CHECK(last_signal.sig == 4711);
}
