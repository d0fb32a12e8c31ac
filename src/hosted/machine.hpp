/* src/hosted/machine.hpp: the hosted machine */
#ifndef KSPAWN_HOSTED_MACHINE_HPP
#define KSPAWN_HOSTED_MACHINE_HPP

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <kspawn/arch.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/signal.h>

#include "phys_mem.hpp"
#include "trace.hpp"

namespace kspawn::hosted {

/// Their stacks fit next to the rest where addresses have 32 bits.
constexpr uint32_t tasks_default = UINTPTR_MAX > UINT32_MAX ? 4096 : 2048;

struct machine_options {
	std::string root = ".";         /* the host folder that holds the programs */
	size_t frames = 64 * 1024;      /* pages of physical memory */
	uint32_t tasks = tasks_default; /* a power of two: pids, stacks, places in the run queue */
	unsigned quantum_us = 5000;     /* of user mode, before another task may run */
	unsigned processors = 1;        /* user tasks run on the first, kernel threads on all */
	bool creations_spread = true;   /* kernel threads start on one processor after another, or with their parent */
	bool trace = true;              /* creations, execs and ends are noted in the result */
	uint32_t signals = 64;          /* elements of the pool of pending signals, and half of them for one process */
	std::function<void(kspawn_pt_regs *regs)> user_mode;     /* runs in place of programs and exits; empty: programs run */
	std::function<bool(kspawn_task *task, int sig)> permits; /* may the current task send this; empty: all */
	bool child_first = false;                                /* a new task runs before its publication returns */
	bool switch_in_hooks = false;                            /* every hook that may sleep lets others run */
	std::function<void(std::string_view)> console;           /* empty: standard output */
};

/// What a run left behind; all of it must be nothing.
struct leaks {
	size_t tasks, frames, stacks, pids, address_spaces, shared, images;
	bool any() const { return tasks || frames || stacks || pids || address_spaces || shared || images; }
};

struct machine_result {
	int status;          /* init's wait status */
	std::string refused; /* what exec said of init's program, and of which file if not of that; empty: it runs */
	std::string panic;   /* empty unless the kernel panicked otherwise than by init's end */
	leaks leaked;        /* without init itself */
	unsigned long creations, switches, ticks, faults, calls;
	std::vector<trace_event> trace;
};

/// What the machine counts while it runs.
struct counters {
	std::atomic<unsigned long> creations, switches, ticks, faults, calls;
};

struct processor;
struct process;

/// One machine at a time runs in a process.
class machine {
public:
	explicit machine(machine_options options);
	~machine();
	machine(const machine &) = delete;
	machine &operator=(const machine &) = delete;

	/// Runs fn(arg) as pid 1, a kernel thread, until it has ended; the machine
	/// cannot be run again.
	machine_result run(kspawn_fn *fn, void *arg);
	/// Runs `body` the same way; what it returns is init's return value.
	machine_result run(std::function<int()> body);
	/// Executes a program as init.
	machine_result run_program(const std::string &path, const std::vector<std::string> &argv,
				   const std::vector<std::string> &envp = {});

	const machine_options options;

private:
	struct user_addresses { /* before the memory, which the host might put there */
		user_addresses();
		~user_addresses();
	} addresses;

public:
	phys_mem memory;
	kspawn_pid_table pids = {};
	kspawn_waiters sleepers = {}, futexes = {};
	uint64_t now = 1'000'000'000; /* ns; under the scheduler's lock, as are the tasks that wait for a time */
	std::vector<process *> timed;
	kspawn_sigpool signals = {};
	std::vector<std::unique_ptr<processor>> processors;
	struct alignas(KSPAWN_USER_STATE_ALIGN) {
		unsigned char bytes[KSPAWN_USER_STATE_SIZE];
	} initial_state; /* floating point of a new program, and of the kernel */
	counters counted = {};
	machine_result result = {};
	std::atomic<uint32_t> off{ 0 };
	bool stopped = false; /* no processor runs any more: the caller of run() cleans up */

	/// Turns the power off; `panic` is empty if init has ended. The first reason stays.
	void halt(const std::string &panic);

private:
	std::vector<kspawn_pid_slot> pid_slots;
	std::vector<kspawn_waiter *> sleeper_buckets, futex_buckets;
	std::vector<kspawn_sigqueue> signal_elements;

	void start(processor &p);
	void take_back();
};

/// The one that runs.
machine &the_machine();

/// What of the machine is in use at this moment, for tests that compare before and after.
leaks in_use();

} // namespace kspawn::hosted
#endif
