/* tests/standalone/entry_host.cpp: gate, exit and signal entry without a machine behind them */
#include "entry_host.hpp"

#include <csignal>
#include <cstring>

#include "code_pointer.hpp"
#include "port.hpp"
#include "switch_to_port.h"

#if __has_include("entry_port.h") /* of a port whose frames do not say where their caller's frame pointer is */
#include "entry_port.h"
#elif defined(TEST_CALLERS_FRAME_POINTER_AT)
#define TEST_CALLERS_FRAME_POINTER() (static_cast<uintptr_t *>(__builtin_frame_address(0))[TEST_CALLERS_FRAME_POINTER_AT])
#else
#define TEST_CALLERS_FRAME_POINTER() 0
#endif

struct kspawn_hosted_cpu kspawn_hosted_cpu;

namespace kspawn_test {
namespace {

struct alignas(KSPAWN_USER_STATE_ALIGN) state {
	unsigned char bytes[KSPAWN_USER_STATE_SIZE];
};

constexpr std::size_t words = 32768 / sizeof(uintptr_t);
alignas(64) uintptr_t kernel_stack[words];
alignas(64) unsigned char signal_stack[65536];
state initial, saved;
sigjmp_buf home;
gate_entry entered;
volatile int ended_by;

void start_over()
{
	for (std::size_t i = 0; i < words; i++)
		kernel_stack[i] = poison(i);
	kspawn_user_init(initial.bytes);
	saved = {};
	kspawn_hosted_cpu = {};
	kspawn_hosted_cpu.in_user = 1;
	kspawn_hosted_cpu.regs_end = regs_end();
	kspawn_hosted_cpu.user_state = reinterpret_cast<uintptr_t>(saved.bytes);
	kspawn_hosted_cpu.host_tls = kspawn::hosted::host_tls();
}

void end_by(int sig)
{
	ended_by = sig;
	kspawn_user_load(initial.bytes);
	siglongjmp(home, 1);
}

} // namespace

signal_arguments last_signal;

uintptr_t test_global_pointer()
{
	uintptr_t value = 0;
#ifdef TEST_GET_GLOBAL_POINTER
	__asm__ volatile(TEST_GET_GLOBAL_POINTER : "=r"(value));
#endif
	return value;
}

uintptr_t regs_end() { return reinterpret_cast<uintptr_t>(kernel_stack + words); }

uintptr_t poison(std::size_t word) { return uintptr_t(0xa5c3960f) * (word + 1); }

std::vector<std::size_t> unwritten(const gate_entry &entry)
{
	constexpr std::size_t count = sizeof entry.regs / sizeof(uintptr_t);
	uintptr_t file[count];
	std::memcpy(file, &entry.regs, sizeof file);
	std::vector<std::size_t> found;
	for (std::size_t i = 0; i < count; i++)
		if (file[i] == poison(words - count + i))
			found.push_back(i);
	return found;
}

gate_entry through_gate(const std::function<void()> &call)
{
	start_over();
	entered = {};
	if (!sigsetjmp(home, 0))
		call();
	return entered;
}

int signal_of(const std::function<void()> &what, std::initializer_list<int> signals)
{
	start_over();
	stack_t stack = {}, old_stack;
	stack.ss_sp = signal_stack;
	stack.ss_size = sizeof signal_stack;
	sigaltstack(&stack, &old_stack);
	struct sigaction action = {};
	action.sa_handler = end_by;
	action.sa_flags = SA_NODEFER | SA_ONSTACK;
	std::vector<struct sigaction> old(signals.size());
	for (std::size_t i = 0; i < signals.size(); i++)
		sigaction(signals.begin()[i], &action, &old[i]);
	ended_by = 0;
	if (!sigsetjmp(home, 1))
		what();
	for (std::size_t i = 0; i < signals.size(); i++)
		sigaction(signals.begin()[i], &old[i], nullptr);
	sigaltstack(&old_stack, nullptr);
	return ended_by;
}

} // namespace kspawn_test

using namespace kspawn_test;

void kspawn_hosted_syscall(kspawn_pt_regs *regs)
{
	entered.frame = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
	entered.frame_pointer = TEST_CALLERS_FRAME_POINTER();
	entered.global_pointer = test_global_pointer();
	kspawn_user_load(initial.bytes);
	entered.regs = *regs;
	std::memcpy(entered.state, saved.bytes, sizeof entered.state);
	entered.regs_at = reinterpret_cast<uintptr_t>(regs);
	entered.in_user = kspawn_hosted_cpu.in_user;
	entered.tls = kspawn::hosted::host_tls();
	const auto after = reinterpret_cast<uintptr_t>(__builtin_return_address(0));
	entered.after = reinterpret_cast<void (*)()>(pointer_to(after));
	siglongjmp(home, 1);
}

uintptr_t kspawn_hosted_signal(int sig, siginfo_t *info, void *context, uintptr_t tls)
{
	last_signal = { sig,
			info,
			context,
			tls,
			kspawn::hosted::host_tls(),
			test_global_pointer(),
			reinterpret_cast<uintptr_t>(__builtin_frame_address(0)) };
	return tls;
}
