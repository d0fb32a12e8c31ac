/* tests/standalone/switch_to_step.cpp: a look at every instruction, by a breakpoint at one after the other */
#include "switch_to_step.hpp"

#include <csignal>
#include <cstring>
#include <iterator>
#include <sys/mman.h>

#include "switch_to_breakpoint.hpp" /* of the port: breakpoints, the next instruction, ends of functions */

#ifndef TEST_RED_ZONE /* bytes below the stack pointer that interrupts spare */
#define TEST_RED_ZONE 0
#endif

namespace kspawn_test {

const ucontext_t *interrupted;

namespace {

using unit = machine::unit;
constexpr uintptr_t mode_bit = machine::mode_bit;
constexpr int below = 256;
constexpr int signals[] = { SIGTRAP, SIGILL }; /* of a breakpoint: SIGTRAP in Linux, SIGILL where QEMU 7.2 does not know it */
unit *volatile patched;
unit original;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

unit *code_at(const void *function) { return reinterpret_cast<unit *>(reinterpret_cast<uintptr_t>(function) - mode_bit); }

void patch(unit *at, unit word)
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

/// Its own stack for the handler, so that the bytes right below the stack pointer can be overwritten.
class signal_stack {
public:
	signal_stack()
	{
		static unsigned char memory[256 * 1024];
		stack_t stack = {};
		stack.ss_sp = memory;
		stack.ss_size = sizeof memory;
		sigaltstack(&stack, &old);
	}
	~signal_stack() { sigaltstack(&old, nullptr); }

private:
	stack_t old;
};

uintptr_t find(const void *start, bool (*wanted)(const unit *))
{
	const unit *code = code_at(start);
	while (!wanted(code))
		code += machine::length(code);
	return reinterpret_cast<uintptr_t>(code) + mode_bit;
}

} // namespace

uintptr_t return_instruction(const void *start) { return find(start, machine::is_return); }

/// A switch jumps to the next thread and returns, in either order; the last one of a thread never returns.
uintptr_t last_instruction(const void *start)
{
	bool jumps = false, returns = KSPAWN_SWITCH_INLINE && start == code(kspawn_test_away);
	const unit *code = code_at(start);
	for (;; code += machine::length(code)) {
		jumps |= machine::is_jump(code);
		returns |= machine::is_return(code);
		if ((jumps && returns) || machine::is_stop(code))
			return reinterpret_cast<uintptr_t>(code) + mode_bit;
	}
}

bool described([[maybe_unused]] const void *start, [[maybe_unused]] uintptr_t pc)
{
#ifdef TEST_NO_EPILOGUES
	constexpr int before = 3, after = 2; /* instructions: the change of stacks, the landing */
	const uintptr_t jump = find(start, machine::is_jump);
	if (start != code(kspawn_switch_to) && start != code(kspawn_switch_to_fp))
		return pc >= jump - before * sizeof(unit) && pc <= jump + after * sizeof(unit);
#endif
	return true;
}

unsigned instructions_at(const std::set<uintptr_t> &pcs)
{
	unsigned count = 0;
	for (const uintptr_t pc : pcs)
		count += unsigned(machine::instructions(code_at(reinterpret_cast<void *>(pc))));
	return count;
}

uint64_t stepping_flags() { return TEST_FLAGS_CALM; }

std::set<uintptr_t> step(const void *start, const std::function<void()> &run, const std::function<void(uintptr_t)> &at)
{
	std::set<uintptr_t> pcs;
	look = &at;
	seen = &pcs;
	unit *const first = code_at(start);
	unit *const last = code_at(reinterpret_cast<void *>(last_instruction(start)));
	const uintptr_t page = reinterpret_cast<uintptr_t>(first) & -4096ul;
	const size_t size = reinterpret_cast<uintptr_t>(last + 1) - page;
	mprotect(reinterpret_cast<void *>(page), size, PROT_READ | PROT_WRITE | PROT_EXEC);
	const signal_stack stack;
	struct sigaction action = {}, old[std::size(signals)];
	action.sa_sigaction = machine::handler;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	for (size_t i = 0; i < std::size(signals); i++)
		sigaction(signals[i], &action, &old[i]);
	for (unit *code = first; code <= last; code += machine::length(code)) {
		patched = code;
		original = *code;
		patch(code, machine::breakpoint);
		run();
		restore();
	}
	for (size_t i = 0; i < std::size(signals); i++)
		sigaction(signals[i], &old[i], nullptr);
	mprotect(reinterpret_cast<void *>(page), size, PROT_READ | PROT_EXEC);
	return pcs;
}

} // namespace kspawn_test

using namespace kspawn_test;

/// An interrupt in a kernel writes right below the stack pointer, or below the red zone: so does this.
void kspawn_test_trapped(int, siginfo_t *, void *context)
{
	interrupted = static_cast<ucontext_t *>(context);
	if (code_at(reinterpret_cast<void *>(machine::pc_of(*interrupted) + mode_bit)) != patched)
		return complain("a breakpoint that was not set");
	restore();
	std::memset(reinterpret_cast<void *>(machine::sp_of(*interrupted) - TEST_RED_ZONE - below), 0xdb, below);
	seen->insert(machine::pc_of(*interrupted) + mode_bit);
	(*look)(machine::pc_of(*interrupted) + mode_bit);
	interrupted = nullptr;
}
