/* tests/ports/x86_64/switch_to_flags.cpp: with KSPAWN_SWITCH_ANY_FLAGS no flag of the previous thread reaches a new thread */
#include <catch2/catch.hpp>

#include <csignal>
#include <cstdlib>
#include <new>

#include "switch_to_host.hpp"

using namespace kspawn_test;

/// kspawn_switch_to with nothing in rcx and rdx, which it brings to the new thread.
__asm__(".text\n"
	"switch_to_with_zeroes:\n"
	"	endbr64\n"
	"	mov $0, %ecx\n"
	"	mov $0, %edx\n"
	"	jmp kspawn_switch_to\n");
extern "C" kspawn_thread *switch_to_with_zeroes(kspawn_thread *prev, kspawn_thread *next);
extern "C" void test_ret_from_fork_any_flags();

namespace {

/// CF PF AF ZF SF DF OF NT AC ID: what user mode can set, besides TF. (AMD64 manual, volume 2, 3.1.6)
constexpr uint64_t settable = 0x244ed7;

/// A thread whose address, which the new thread has in rax, has none of the bits of the flags.
task &first_thread()
{
	constexpr size_t beyond_all_flags = size_t(1) << 22;
	static task *first = new (std::aligned_alloc(beyond_all_flags, beyond_all_flags)) task;
	return *first;
}

volatile sig_atomic_t traps;

void trapped(int) { traps = traps + 1; }

/// The flags with which schedule_tail is entered, where the switch began with `flags`.
uint64_t inherited(uint64_t flags)
{
	task &first = first_thread();
	start_over(first);
	on().schedule_tail = [&](kspawn_thread *) { running().switch_to(first, kspawn_switch_to, counting); };
	task fresh([] { return 0; });
	*static_cast<uintptr_t *>(fresh.thread.sp) = reinterpret_cast<uintptr_t>(test_ret_from_fork_any_flags);
	first.flags = flags;
	first.switch_to(fresh, switch_to_with_zeroes, counting);
	return kspawn_test_entries[in_schedule_tail].flags & TEST_FLAGS_CHECKED;
}

} // namespace

TEST_CASE("a new thread has no flag of the previous thread, whichever it was")
{
	struct sigaction action = {}, old;
	action.sa_handler = trapped;
	sigaction(SIGTRAP, &action, &old);
	for (uint64_t flag = 1; flag <= settable; flag <<= 1)
		if (flag & (settable | TEST_FLAGS_TRAP)) {
			INFO("flag " << flag);
			CHECK(inherited(TEST_FLAGS_CALM | flag) == TEST_FLAGS_NEW_THREAD);
		}
	sigaction(SIGTRAP, &old, nullptr);
	CHECK(traps > 1);
	CHECK_NO_COMPLAINTS();
}
