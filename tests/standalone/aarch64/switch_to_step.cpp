/* aarch64 switch_to_step.cpp: a look at every instruction, by a breakpoint at one after the other */
#include "switch_to_step.hpp"

#include <csignal>
#include <cstring>
#include <sys/mman.h>
#include <ucontext.h>

namespace kspawn_test {
namespace {

constexpr int below = 256;
constexpr uint32_t brk = 0xd4200000, ret = 0xd65f03c0;
uint32_t *volatile patched;
uint32_t original;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

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

/// An interrupt in a kernel writes right below the stack pointer: so does this.
void trapped(int, siginfo_t *, void *context)
{
	const auto pc = uintptr_t(static_cast<ucontext_t *>(context)->uc_mcontext.pc);
	if (pc != reinterpret_cast<uintptr_t>(patched))
		return complain("a breakpoint that nobody has set");
	restore();
	std::memset(reinterpret_cast<void *>(static_cast<ucontext_t *>(context)->uc_mcontext.sp - below), 0xdb, below);
	seen->insert(pc);
	(*look)(pc);
}

} // namespace

uintptr_t last_instruction(const void *start)
{
	const auto *code = static_cast<const uint32_t *>(start);
	while (*code != ret && *code != brk)
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
	static unsigned char stack[256 * 1024];
	stack_t signal_stack = {}, old_stack;
	signal_stack.ss_sp = stack;
	signal_stack.ss_size = sizeof stack;
	sigaltstack(&signal_stack, &old_stack);
	struct sigaction action = {}, old;
	action.sa_sigaction = trapped;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigaction(SIGTRAP, &action, &old);
	for (uintptr_t pc = first; pc <= last; pc += 4) {
		patched = reinterpret_cast<uint32_t *>(pc);
		original = *patched;
		patch(patched, brk);
		run();
		restore();
	}
	sigaction(SIGTRAP, &old, nullptr);
	sigaltstack(&old_stack, nullptr);
	mprotect(reinterpret_cast<void *>(page), last + 4 - page, PROT_READ | PROT_EXEC);
	return pcs;
}

} // namespace kspawn_test
