/* tests/tier1/threads.hpp: threads that switch and report what is wrong */
#pragma once
#include "checkswitch.hpp"

namespace tier1 {

/// A thread on a stack of its own.
struct test_thread : checkswitch::task {
	/// Created with `args`, whose stack and stack_size are filled in.
	void bear(const kspawn_thread_args &args, size_t stack_size = 8 * 1024);
	/// Created to run `what`.
	void bear(int (*what)(void *));

	alignas(64) unsigned char memory[9 * 1024];
};

/// The thread that runs already, and one that a test bears.
extern test_thread first, other;
/// Before each part of a test: `first` is the running thread, all hooks do nothing.
void start_over();

/// Gives every register of the running thread a value by `random`, leaves for `next`, and looks at everything when it is
/// back.
void leave_for(checkswitch::task &next, form *how, uint64_t (*random)());
/// Numbers for registers: another one each time.
uint64_t counting();

/// How many complaints there were since start_over(); they are printed.
extern unsigned complaints;
#define CHECK_NO_COMPLAINTS() CHECK(tier1::complaints == 0)

/// The number in KSPAWN_SEED, or 1.
uint32_t seed();

} // namespace tier1
