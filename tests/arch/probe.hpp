/* tests/arch/probe.hpp: every step of a life, as the linker sees it (--wrap), in a machine of a test */
#ifndef KSPAWN_TESTS_ARCH_PROBE_HPP
#define KSPAWN_TESTS_ARCH_PROBE_HPP

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <kspawn/pt_regs.h>
#include <kspawn/host.h>
#include <kspawn/task.h>

namespace kspawn::test {

/// What the probe calls before each step continues; all empty at first. The step's
/// task is kspawn_current().
struct probe {
	std::function<void(kspawn_thread *, const kspawn_thread_args &)> copy_thread;
	std::function<void(kspawn_thread *prev, kspawn_thread *next)> leave; /* by switch_to */
	std::function<void(kspawn_thread *before)> back;                     /* what switch_to returned, or schedule_tail got */
	std::function<void(kspawn_task *)> publish, stack_free, dead;
	std::function<void(kspawn_task *, const kspawn_task *)> arch_dup_task;
	std::function<void(kspawn_pt_regs *)> start_thread, syscall;

	/// The steps of each task in a word each, by pid: "tail returned user work exit call".
	void note(const char *step);
	std::string steps(int pid) const;
	std::vector<std::string> by_pid;

	probe();
	~probe();
	probe(const probe &) = delete;
	probe &operator=(const probe &) = delete;
};

/// A register file as plain words.
std::vector<uintptr_t> words_of(const kspawn_pt_regs &regs);

} // namespace kspawn::test
#endif
