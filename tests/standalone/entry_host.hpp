/* tests/standalone/entry_host.hpp: gate, exit and signal entry without a machine behind them */
#pragma once
#include <csetjmp>
#include <cstdint>
#include <functional>
#include <vector>

#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>

#include "cpu.h"

namespace kspawn_test {

/// What the gate handed on.
struct gate_entry {
	kspawn_pt_regs regs;
	uintptr_t regs_at, in_user, tls;
	uintptr_t frame;         /* of kspawn_hosted_syscall */
	uintptr_t frame_pointer; /* at the call of kspawn_hosted_syscall; 0 where no port says how to find it */
	uintptr_t global_pointer;
	void (*after)(); /* where the gate would continue if that returned */
	unsigned char state[KSPAWN_USER_STATE_SIZE];
};

/// What C++ may find data by; 0 where it needs no such register.
uintptr_t test_global_pointer();

/// Runs `call`, which calls the gate, with a kernel stack whose words are poison(0), poison(1) and so on.
gate_entry through_gate(const std::function<void()> &call);
uintptr_t poison(std::size_t word);
uintptr_t regs_end();
/// The words of the register file that still are poison.
std::vector<std::size_t> unwritten(const gate_entry &entry);

/// What the signal entry handed on.
struct signal_arguments {
	int sig;
	siginfo_t *info;
	void *context;
	uintptr_t interrupted_tls, tls, global_pointer, frame;
};
extern signal_arguments last_signal;

/// Runs `what`, which ends in one of the signals. Returns that, or 0.
int signal_of(const std::function<void()> &what, std::initializer_list<int> signals);

} // namespace kspawn_test
