/* arm switch_to_step.cpp: a look at every instruction, by a breakpoint at one after the other */
#include "switch_to_step.hpp"

#include <csignal>
#include <sys/mman.h>

#include "switch_to_interrupted.hpp"

namespace kspawn_test {

const ucontext_t *interrupted;

namespace {

#ifdef __thumb__
using unit = uint16_t;
constexpr unit bkpt = 0xbe00, bx_lr = 0x4770, udf = 0xde00;

/// In units: the five high bits tell. (ARMv7-A ARM, A6.1)
int length(const unit *code)
{
	return *code >> 11 >= 0x1d ? 2 : 1;
}
#else
using unit = uint32_t;
constexpr unit bkpt = 0xe1200070, bx_lr = 0xe12fff1e, udf = 0xe7f000f0;

int length(const unit *)
{
	return 1;
}
#endif

unit *volatile patched;
unit original;
const std::function<void(uintptr_t)> *look;
std::set<uintptr_t> *seen;

unit *code_at(const void *function)
{
	return reinterpret_cast<unit *>(reinterpret_cast<uintptr_t>(function) - test_thumb_bit);
}

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

void trapped(int, siginfo_t *, void *context)
{
	interrupted = static_cast<ucontext_t *>(context);
	const uintptr_t pc = interrupted->uc_mcontext.arm_pc;
	if (pc != reinterpret_cast<uintptr_t>(patched))
		return complain("a breakpoint that nobody has set");
	restore();
	seen->insert(pc + test_thumb_bit);
	(*look)(pc + test_thumb_bit);
	interrupted = nullptr;
}

} // namespace

uintptr_t last_instruction(const void *start)
{
	const unit *code = code_at(start);
	while (*code != bx_lr && *code != udf)
		code += length(code);
	return reinterpret_cast<uintptr_t>(code) + test_thumb_bit;
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
	unit *const first = code_at(start);
	unit *const last = code_at(reinterpret_cast<void *>(last_instruction(start)));
	const uintptr_t page = reinterpret_cast<uintptr_t>(first) & -4096ul;
	const size_t size = reinterpret_cast<uintptr_t>(last + 1) - page;
	mprotect(reinterpret_cast<void *>(page), size, PROT_READ | PROT_WRITE | PROT_EXEC);
	struct sigaction action = {}, old;
	action.sa_sigaction = trapped;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGTRAP, &action, &old);
	for (unit *code = first; code <= last; code += length(code)) {
		patched = code;
		original = *code;
		patch(code, bkpt);
		run();
		restore();
	}
	sigaction(SIGTRAP, &old, nullptr);
	mprotect(reinterpret_cast<void *>(page), size, PROT_READ | PROT_EXEC);
	return pcs;
}

} // namespace kspawn_test
