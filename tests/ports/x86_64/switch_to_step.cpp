/* tests/ports/x86_64/switch_to_step.cpp: a look at every instruction, by the trap flag */
#include "switch_to_step.hpp"

#include <csignal>
#include <cstring>
#include <ucontext.h>

#include <kspawn/rt_sigframe.hpp>

#ifndef TEST_MEND_CONTEXT /* repairs an emulator's frame */
#define TEST_MEND_CONTEXT(context)
#endif

namespace kspawn_test {
namespace {

constexpr int red_zone = KSPAWN_SIGFRAME_BELOW;        /* which the host's kernel spares */
constexpr unsigned char jump[] = { 0xff, 0x24, 0x24 }; /* jmp *(%rsp) */
volatile bool stepping;
uintptr_t from, to;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

/// The flags of a new thread clear the trap flag, a return from here sets it again.
/// An interrupt in a kernel writes right below the stack pointer: so does this.
/// QEMU 7.2 calls a handler with a stack that is not aligned.
[[gnu::force_align_arg_pointer]] void trapped(int, siginfo_t *, void *context)
{
	TEST_MEND_CONTEXT(context);
	auto &regs = static_cast<ucontext_t *>(context)->uc_mcontext.gregs;
	const auto pc = uintptr_t(regs[REG_RIP]);
	if (pc >= from && pc <= to && stepping) {
		memset(reinterpret_cast<void *>(regs[REG_RSP] - red_zone), 0xdb, red_zone);
		seen->insert(pc);
		(*look)(pc);
	}
	if (stepping)
		regs[REG_EFL] |= TEST_FLAGS_TRAP;
	else
		regs[REG_EFL] &= ~greg_t(TEST_FLAGS_TRAP);
}

} // namespace

uintptr_t last_instruction(const void *start)
{
	const auto *code = static_cast<const unsigned char *>(start);
	for (unsigned n = 4; n < 4096; n++) {
		const bool ret = code[n] == 0xc3 && code[n - 2] == 0x41;
		const bool ret_after_pop = code[n] == 0xc3 && code[n - 1] == 0x5d;
		const bool ud2 = code[n] == 0x0f && code[n + 1] == 0x0b;
		if (ret || ret_after_pop || ud2)
			return reinterpret_cast<uintptr_t>(code + n);
		const bool jumps = memcmp(code + n, jump, sizeof jump) == 0;
		if (jumps && start == kspawn_test::code(kspawn_test_away)) /* it does not resume here */
			return reinterpret_cast<uintptr_t>(code + n);
	}
	return 0;
}

uintptr_t return_instruction(const void *start) { return last_instruction(start); }

bool described([[maybe_unused]] const void *start, [[maybe_unused]] uintptr_t pc)
{
#ifdef TEST_NO_EPILOGUES
	constexpr uintptr_t landing = 4 + 5; /* endbr64 and the frame pointer */
	const auto is = [start](form *how) { return start == reinterpret_cast<const void *>(how); };
	if (is(kspawn_test_inline) || is(kspawn_test_inline_fp)) {
		const auto *code = static_cast<const unsigned char *>(start);
		while (memcmp(code, jump, sizeof jump) != 0)
			code++;
		return pc <= reinterpret_cast<uintptr_t>(code) + sizeof jump + landing;
	}
#endif
	return true;
}

unsigned instructions_at(const std::set<uintptr_t> &pcs) { return unsigned(pcs.size()); }

uint64_t stepping_flags() { return TEST_FLAGS_CALM | (stepping ? TEST_FLAGS_TRAP : 0); }

std::set<uintptr_t> step(const void *start, const std::function<void()> &run, const std::function<void(uintptr_t)> &at)
{
	std::set<uintptr_t> pcs;
	from = reinterpret_cast<uintptr_t>(start);
	to = last_instruction(start);
	look = &at;
	seen = &pcs;
	struct sigaction action = {}, old;
	action.sa_sigaction = trapped;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGTRAP, &action, &old);
	stepping = true;
	run();
	stepping = false;
	__asm__ volatile("nop"); /* the last trap */
	sigaction(SIGTRAP, &old, nullptr);
	return pcs;
}

} // namespace kspawn_test
