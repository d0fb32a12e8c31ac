/* tests/ports/s390x/entry_gate.cpp: gate and signal entry keep the program's registers and clear the program mask */
#include <catch2/catch.hpp>

#include <sys/mman.h>

#include "entry_host.hpp"
#include "port.hpp"
#include "switch_to_host.hpp"

using namespace kspawn_test;

extern "C" {
void kspawn_test_call_gate(uintptr_t words[17]);
void kspawn_test_masked_signal(int sig, siginfo_t *info, void *context, uintptr_t sp);
extern uintptr_t kspawn_test_gate_sp, kspawn_test_mask;
}

constexpr uintptr_t program_mask = 0x0f000000;

/// The end of a stack whose addresses have all bits of a program mask.
static uintptr_t masked_stack()
{
	constexpr size_t size = 65536;
	static void *const stack =
		mmap(reinterpret_cast<void *>(program_mask), size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return reinterpret_cast<uintptr_t>(stack) + size;
}

TEST_CASE("the gate keeps every register of its caller, condition code and program mask")
{
	for (uintptr_t status = 0; status < 64; status++) {
		uintptr_t words[17];
		for (uintptr_t &word : words)
			word = uintptr_t(counting());
		words[16] = status << 24;
		const gate_entry e = through_gate([&] {
			kspawn_hosted_cpu.regs_end = masked_stack();
			kspawn_test_call_gate(words);
		});
		REQUIRE((e.regs_at & program_mask) == program_mask);
		for (int n = 0; n < 16; n++) {
			INFO("r" << n);
			CHECK(e.regs.r[n] == words[n]);
		}
		CHECK(e.in_user == 0);
		CHECK(e.regs.pc == words[14]);
		CHECK(e.regs.nr == words[1]);
		CHECK(e.regs.mask == (KSPAWN_USER_STATUS | status << 40));
		CHECK(e.regs.tls == kspawn::hosted::host_tls());
		CHECK(e.regs_at - kspawn_test_gate_sp == KSPAWN_CALL_AREA);
		CHECK((kspawn_test_mask & program_mask) == 0);
	}
}

TEST_CASE("the signal entry hands on all of TLS and clears the program mask")
{
	kspawn_hosted_cpu.host_tls = kspawn::hosted::host_tls();
	kspawn_test_mask = program_mask;
	kspawn_test_masked_signal(4711, nullptr, nullptr, masked_stack() - KSPAWN_CALL_AREA);
	CHECK(last_signal.sig == 4711);
	CHECK(last_signal.interrupted_tls == (kspawn::hosted::host_tls() | 0xffffffff00000000));
	CHECK((kspawn_test_mask & program_mask) == 0);
}
