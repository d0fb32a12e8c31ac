/* x86_64 switch_to_step.cpp: a look at every instruction, by the trap flag */
#include "switch_to_step.hpp"

#include <csignal>
#include <cstring>
#include <ucontext.h>

namespace kspawn_test {
namespace {

constexpr int red_zone = 128; /* which the host's kernel spares */
volatile bool stepping;
uintptr_t from, to;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

/// The flags of a newborn clear the trap flag, a return from here sets it again.
/// An interrupt in a kernel writes right below the stack pointer: so does this.
void trapped(int, siginfo_t *, void *context)
{
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

/// Functions are 16-aligned: after the last instruction, padding of nops, or zeroes, or another landing pad.
uintptr_t last_instruction(const void *start)
{
	const auto *code = static_cast<const unsigned char *>(start);
	const unsigned char jump[] = {0xff, 0x24, 0x24}; /* jmp *(%rsp) of one that does not resume here */
	for (unsigned n = 4; n < 4096; n++) {
		const bool ret = code[n] == 0xc3 && code[n - 2] == 0x41;
		const bool ret_after_pop = code[n] == 0xc3 && code[n - 1] == 0x5d;
		const bool ud2 = code[n] == 0x0f && code[n + 1] == 0x0b;
		if (ret || ret_after_pop || ud2)
			return reinterpret_cast<uintptr_t>(code + n);
		if (memcmp(code + n, jump, sizeof jump) == 0 && !test_is_landing_pad(code + n + sizeof jump))
			return reinterpret_cast<uintptr_t>(code + n);
	}
	return 0;
}

uintptr_t return_instruction(const void *start)
{
	return last_instruction(start);
}

bool described(const void *, uintptr_t)
{
	return true;
}

unsigned instructions_at(const std::set<uintptr_t> &pcs)
{
	return unsigned(pcs.size());
}

uint64_t stepping_flags()
{
	return TEST_FLAGS_CALM | (stepping ? TEST_FLAGS_TRAP : 0);
}

std::set<uintptr_t> step(const void *start, const std::function<void()> &run,
			 const std::function<void(uintptr_t)> &at)
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
