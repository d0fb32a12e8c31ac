/* src/hosted/process.hpp: the machine's own process structure, with the core's task in it */
#ifndef KSPAWN_HOSTED_PROCESS_HPP
#define KSPAWN_HOSTED_PROCESS_HPP

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include <kspawn/pt_regs.h>
#include <kspawn/host.h>
#include <kspawn/sched.h>
#include <kspawn/signal.h>
#include <kspawn/task.h>

#include "fiber.hpp"
#include "port.hpp"

struct kspawn_mm;

namespace kspawn::hosted {

/// What stands for the file table, the working directory and the handlers.
struct shared_res {
	uint32_t refs = 1;
	int value;
	kspawn_sighand hand = {};
	explicit shared_res(int v = 0) : value(v) { count++; }
	~shared_res() { count--; }
	static std::atomic<size_t> count;
};

struct process {
	kspawn_task task = {}; /* first */
	kspawn_signals signals = {};
	kspawn_mm *mm = nullptr;
	std::array<shared_res *, KSPAWN_RES_COUNT - 1> shared = {};
	unsigned char *kernel_block = nullptr;
	hosted::fiber fiber;
	kspawn_waiter sleep = {};
	uint64_t wake_at = 0; /* ns of the machine's clock, or 0; under the scheduler's lock */
	uintptr_t robust_list = 0;
	bool asleep = false; /* under the scheduler's lock, as is `how` */
	kspawn_sleep how = KSPAWN_UNINTERRUPTIBLE;
	unsigned cpu = 0;                   /* number of the processor it is queued or runs on */
	bool signalled = false;             /* interrupt() was called and no interruptible sleep has ended for it */
	bool ignores_children = false;      /* as with SIGCHLD ignored: none is kept for a wait */
	bool interrupted = false;           /* `frame` holds what a signal interrupted; otherwise user_state counts */
	std::atomic<int> death_signal{ 0 }; /* sent when its parent ends, or 0 */
	int fault_code = 0;                 /* of the last fault of its program */
	uintptr_t fault_addr = 0;
	std::string asked; /* the last path that exec asked for */
	sigframe frame;
	struct alignas(KSPAWN_USER_STATE_ALIGN) {
		unsigned char bytes[KSPAWN_USER_STATE_SIZE];
	} user_state;
	process *next = nullptr, **prev = nullptr; /* all of them */

	/// The floating point of a new program.
	void fresh_user_state();
	void put(kspawn_res what);
	void put_all();
	/// Files and handlers become its own; a kernel thread gets its first ones. 0 or -ENOMEM with nothing changed.
	int unshare();

	static process &of(kspawn_task *task) { return *reinterpret_cast<process *>(task); }
	static process &current() { return of(kspawn_current()); }
	/// All that task_alloc made and task_free has not freed.
	static process *all;
	static size_t count;
};

} // namespace kspawn::hosted
#endif
