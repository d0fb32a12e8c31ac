/* tests/standalone/entry_test.cpp: gate, exit, signal entry and user state, each by itself
 *
 * Tested here: trap.cpp */
#include <catch2/catch.hpp>

#include <algorithm>
#include <cfenv>
#include <csignal>
#include <cstring>

#include "entry_host.hpp"
#include "../arch/state_parts.hpp"
#include "port.hpp"
#include "switch_to_host.hpp"

/* TLS is no register that rt_sigreturn loads, unless the port's header says that it is. */
#ifndef TEST_SIGNAL_ENTRY_RESTORES_TLS
#define TEST_SIGNAL_ENTRY_RESTORES_TLS true
#endif
/* clang-format off */
/* Which registers the gate hands on otherwise than as they were, each with whether it is what it must be. */
#ifndef TEST_GATE_LEAVES
#define TEST_GATE_LEAVES(regs) { "any", sizeof(regs) != 0 }
#endif
/* clang-format on */

using namespace kspawn_test;

namespace {

using gate = long (*)(long, ...);

void call_gate() { reinterpret_cast<gate>(kspawn_hosted_gate)(1, 2, 3, 4, 5, 6); }

/// Every register that a call keeps, filled before the call of `what`.
template <class T>
void call_filled(T *what, record &self)
{
	const auto how = reinterpret_cast<form *>(reinterpret_cast<uintptr_t>(what));
	for (std::size_t i = 0; i < TEST_REGISTERS; i++)
		self.in[i] = (counting() & registers[i].mask) | registers[i].always;
	self.flags = TEST_FLAGS_CALM;
	kspawn_test_running = &self;
	kspawn_test_switch(&self, &self.thread, how);
}

struct alignas(KSPAWN_USER_STATE_ALIGN) user_state {
	unsigned char bytes[KSPAWN_USER_STATE_SIZE];
	unsigned char beyond[16];
};

} // namespace

TEST_CASE("every entry from elsewhere begins where an indirect branch may land")
{
	const auto lands = [](auto *function) {
		return test_is_landing_pad(reinterpret_cast<const unsigned char *>(KSPAWN_CODE_ADDRESS(function)));
	};
	CHECK(lands(kspawn_hosted_gate));
	CHECK(lands(kspawn_hosted_exit));
	CHECK(lands(kspawn_hosted_signal_entry));
	CHECK(lands(kspawn_user_init));
	CHECK(lands(kspawn_user_save));
	CHECK(lands(kspawn_user_load));
	CHECK(lands(kspawn_switch_to));
	CHECK(lands(kspawn_switch_to_fp));
	CHECK(lands(kspawn_ret_from_fork));
}

TEST_CASE("the gate writes every word of the register file")
{
	CHECK(unwritten(through_gate(call_gate)) == std::vector<std::size_t>());
}

TEST_CASE("the gate hands on the registers at the end of their place, with the host's TLS and the end of a backtrace")
{
	const uintptr_t tls = kspawn::hosted::host_tls(), global_pointer = test_global_pointer();
	static record self;
	const gate_entry e = through_gate([] { call_filled(kspawn_hosted_gate, self); });
	CHECK(e.regs_at + sizeof(kspawn_pt_regs) == regs_end());
	CHECK(e.in_user == 0);
	CHECK(e.tls == tls);
	CHECK(e.frame_pointer == 0);
	CHECK(e.global_pointer == global_pointer);
}

TEST_CASE("the gate hands on where it was called from, a program's status, and nothing of its own")
{
	const gate_entry e = through_gate([] {
		static record self;
		call_filled(kspawn_hosted_gate, self);
	});
	for (const auto &[name, right] : std::initializer_list<std::pair<const char *, bool>>{ TEST_GATE_LEAVES(e.regs) }) {
		INFO(name);
		CHECK(right);
	}
}

TEST_CASE("the gate saves the vector registers to where the processor's block says")
{
	static user_state pattern;
	kspawn_user_init(pattern.bytes);
	for (const auto &part : kspawn::test::state_parts)
		for (std::size_t i = part.from; i < part.to; i++)
			pattern.bytes[i] = static_cast<unsigned char>(counting() >> 8 ^ i);
	const gate_entry e = through_gate([] {
		kspawn_user_load(pattern.bytes);
		call_gate();
	});
	for (const auto &part : kspawn::test::state_parts)
		CHECK(std::memcmp(e.state + part.from, pattern.bytes + part.from, part.to - part.from) == 0);
}

TEST_CASE("a trap follows the gate's last call")
{
	const gate_entry e = through_gate(call_gate);
	CHECK(signal_of([&] { e.after(); }, { SIGILL, SIGTRAP }) != 0);
}

TEST_CASE("the exit is in user mode before it takes a frame")
{
	CHECK(signal_of(
		      [] {
			      kspawn_hosted_cpu.in_user = 0;
			      kspawn_hosted_exit(reinterpret_cast<void *>(4096), kspawn::hosted::host_tls());
		      },
		      { SIGSEGV, SIGBUS }) == SIGSEGV);
	CHECK(kspawn_hosted_cpu.in_user == 1);
}

TEST_CASE("the signal entry keeps every callee-saved register and TLS, and runs its handler with the host's")
{
	const uintptr_t tls = kspawn::hosted::host_tls(), global_pointer = test_global_pointer();
	static record self;
	kspawn_hosted_cpu.host_tls = tls;
	call_filled(kspawn_hosted_signal_entry, self);
	CHECK(last_signal.tls == tls);
	CHECK(last_signal.global_pointer == global_pointer);
	CHECK(last_signal.info == reinterpret_cast<siginfo_t *>(&self.thread));
	CHECK(self.sp_after == self.sp_before);
	for (std::size_t i = 0; i < TEST_REGISTERS; i++) {
		if (registers[i].how == left_alone && !TEST_SIGNAL_ENTRY_RESTORES_TLS)
			continue;
		INFO(registers[i].name);
		CHECK((self.out[i] & registers[i].mask) == (self.in[i] & registers[i].mask));
	}
}

TEST_CASE("the signal entry hands on number, information, context and the TLS that was interrupted")
{
	siginfo_t info;
	int context;
	kspawn_hosted_cpu.host_tls = kspawn::hosted::host_tls();
	kspawn_hosted_signal_entry(-77, &info, &context);
	CHECK(last_signal.sig == -77);
	CHECK(last_signal.info == &info);
	CHECK(last_signal.context == &context);
	CHECK(last_signal.interrupted_tls == kspawn::hosted::host_tls());
}

TEST_CASE("an initial user state is the same whatever was there, and no longer than its size")
{
	user_state zeros, ones;
	std::memset(&zeros, 0, sizeof zeros);
	std::memset(&ones, 0xff, sizeof ones);
	kspawn_user_init(zeros.bytes);
	kspawn_user_init(ones.bytes);
	CHECK(std::memcmp(zeros.bytes, ones.bytes, sizeof zeros.bytes) == 0);
	for (unsigned char byte : ones.beyond)
		CHECK(byte == 0xff);
}

TEST_CASE("a user state that was saved is loaded, whatever came in between")
{
	static user_state upward, initial;
	kspawn_user_init(initial.bytes);
	REQUIRE(std::fesetround(FE_UPWARD) == 0);
	REQUIRE((std::feclearexcept(FE_ALL_EXCEPT) | std::feraiseexcept(FE_DIVBYZERO)) == 0);
	const std::fexcept_t divided = FE_DIVBYZERO;
	if (!std::fetestexcept(FE_DIVBYZERO)) /* an emulator may raise none: by the flag itself */
		REQUIRE(std::fesetexceptflag(&divided, FE_ALL_EXCEPT) == 0);
	last_signal = {};
	kspawn_user_save(upward.bytes);
	kspawn_user_load(initial.bytes);
	const int between = std::fegetround(), raised_between = std::fetestexcept(FE_ALL_EXCEPT);
	kspawn_user_load(upward.bytes);
	const int after = std::fegetround(), raised_after = std::fetestexcept(FE_ALL_EXCEPT);
	kspawn_user_load(initial.bytes);
	CHECK(between == FE_TONEAREST);
	CHECK(after == FE_UPWARD);
	CHECK(raised_between == 0);
	CHECK(raised_after == FE_DIVBYZERO);
	CHECK(last_signal.tls == 0); /* no code ran on into the signal entry, which follows them */
}

TEST_CASE("every vector register is saved where it is loaded from")
{
	constexpr std::size_t from = TEST_VECTORS_FROM, size = TEST_VECTORS_TO - TEST_VECTORS_FROM;
	static user_state initial, pattern, loaded, saved, again;
	kspawn_user_init(initial.bytes);
	for (int turn = 0; turn < 2; turn++) {
		pattern = initial;
		std::memset(&saved, 0x5a, sizeof saved);
		for (const auto &part : kspawn::test::state_parts)
			for (std::size_t i = std::max(part.from, from); i < std::min(part.to, from + size); i++)
				pattern.bytes[i] = static_cast<unsigned char>(counting() >> 8 ^ i);
		loaded = pattern;
		kspawn_user_load(initial.bytes);
		kspawn_user_load(loaded.bytes);
		kspawn_user_save(saved.bytes);
		kspawn_user_save(again.bytes);
		kspawn_user_load(initial.bytes);
		CHECK(std::memcmp(saved.bytes + from, pattern.bytes + from, size) == 0);
		CHECK(std::memcmp(saved.bytes + from, again.bytes + from, size) == 0); /* a save changes nothing */
		CHECK(std::memcmp(&loaded, &pattern, sizeof loaded) == 0);
		for (unsigned char byte : saved.beyond)
			CHECK(byte == 0x5a);
	}
}
