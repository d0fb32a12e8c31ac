/* riscv64 switch_to_step.cpp: a look at every instruction, by a breakpoint at one after the other */
#include "switch_to_step.hpp"

#include <csignal>
#include <cstring>
#include <sys/mman.h>
#include <ucontext.h>

extern "C" {
void kspawn_test_trap(int, siginfo_t *, void *);
void kspawn_test_trapped(int, siginfo_t *, void *);
}

namespace kspawn_test {
namespace {

constexpr int below = 256;
constexpr uint16_t ebreak = 0x9002, compressed_ret = 0x8082, unimp = 0;
constexpr uint32_t ret = 0x00008067;
uint16_t *volatile patched;
uint16_t original;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

/// In 16-bit units: the two low bits tell. (Unprivileged ISA, 1.5)
int length(const uint16_t *code)
{
	return (*code & 3) == 3 ? 2 : 1;
}

bool is_last(const uint16_t *code)
{
	if (length(code) == 1)
		return *code == compressed_ret || *code == unimp;
	return (code[0] | uint32_t(code[1]) << 16) == ret;
}

void patch(uint16_t *at, uint16_t word)
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

} // namespace

uintptr_t last_instruction(const void *start)
{
	const auto *code = static_cast<const uint16_t *>(start);
	while (!is_last(code))
		code += length(code);
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
	action.sa_sigaction = kspawn_test_trap;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigaction(SIGTRAP, &action, &old);
	for (auto *code = reinterpret_cast<uint16_t *>(first); code <= reinterpret_cast<uint16_t *>(last);
	     code += length(code)) {
		patched = code;
		original = *code;
		patch(code, ebreak);
		run();
		restore();
	}
	sigaction(SIGTRAP, &old, nullptr);
	sigaltstack(&old_stack, nullptr);
	mprotect(reinterpret_cast<void *>(page), last + 4 - page, PROT_READ | PROT_EXEC);
	return pcs;
}

} // namespace kspawn_test

using namespace kspawn_test;

/// An interrupt in a kernel writes right below the stack pointer: so does this.
void kspawn_test_trapped(int, siginfo_t *, void *context)
{
	const auto &regs = static_cast<ucontext_t *>(context)->uc_mcontext.__gregs;
	const auto pc = uintptr_t(regs[REG_PC]);
	if (pc != reinterpret_cast<uintptr_t>(patched))
		return complain("a breakpoint that nobody has set");
	restore();
	std::memset(reinterpret_cast<void *>(regs[REG_SP] - below), 0xdb, below);
	seen->insert(pc);
	(*look)(pc);
}
