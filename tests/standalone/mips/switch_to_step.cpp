/* mips switch_to_step.cpp: a look at every instruction, by a breakpoint at one after the other */
#include "switch_to_step.hpp"

#include <csignal>
#include <sys/mman.h>
#include <ucontext.h>

namespace kspawn_test {
namespace {

constexpr uint32_t breakpoint = 0x0000000d, jr_ra = 0x03e00008;
uint32_t *volatile patched;
uint32_t original;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

/// A branch or jump and its delay slot are one: a trap in the slot is one of the branch.
bool has_delay_slot(uint32_t word)
{
	const uint32_t opcode = word >> 26, function = word & 0x3f;
	if (opcode == 0)
		return function == 8 || function == 9; /* jr, jalr */
	return opcode >= 1 && opcode <= 7; /* bal and its like, j, jal, beq, bne, blez, bgtz */
}

void patch(uint32_t *at, uint32_t word)
{
	*at = word;
	__builtin___clear_cache(reinterpret_cast<char *>(at), reinterpret_cast<char *>(at + 1));
}

void restore()
{
	if (patched)
		patch(patched, original);
	patched = nullptr;
}

void trapped(int, siginfo_t *, void *context)
{
	const auto pc = uintptr_t(static_cast<ucontext_t *>(context)->uc_mcontext.pc);
	if (pc != reinterpret_cast<uintptr_t>(patched))
		return complain("a breakpoint that nobody has set");
	restore();
	seen->insert(pc);
	(*look)(pc);
}

} // namespace

uintptr_t last_instruction(const void *start)
{
	const auto *code = static_cast<const uint32_t *>(start);
	while (*code != jr_ra && *code != breakpoint)
		code++;
	return reinterpret_cast<uintptr_t>(code);
}

uint64_t stepping_flags()
{
	return TEST_FLAGS_CALM;
}

std::set<uintptr_t> step(const void *start, const std::function<void()> &run,
			 const std::function<void(uintptr_t)> &at)
{
	std::set<uintptr_t> pcs;
	look = &at;
	seen = &pcs;
	const uintptr_t first = reinterpret_cast<uintptr_t>(start), last = last_instruction(start), page = first & -4096ul;
	mprotect(reinterpret_cast<void *>(page), last + 4 - page, PROT_READ | PROT_WRITE | PROT_EXEC);
	struct sigaction action = {}, old;
	action.sa_sigaction = trapped;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGTRAP, &action, &old);
	for (uintptr_t pc = first; pc <= last; pc += 4) {
		patched = reinterpret_cast<uint32_t *>(pc);
		original = *patched;
		patch(patched, breakpoint);
		run();
		restore();
		if (has_delay_slot(original))
			pc += 4;
	}
	sigaction(SIGTRAP, &old, nullptr);
	mprotect(reinterpret_cast<void *>(page), last + 4 - page, PROT_READ | PROT_EXEC);
	return pcs;
}

} // namespace kspawn_test
