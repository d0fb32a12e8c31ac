/* src/hosted/processor.hpp: one of the machine's processors, a thread of the host */
#ifndef KSPAWN_HOSTED_PROCESSOR_HPP
#define KSPAWN_HOSTED_PROCESSOR_HPP

#include <atomic>
#include <cstdint>
#include <pthread.h>
#include <vector>

#include <kspawn/sched.h>

#include "process.hpp"

namespace kspawn::hosted {

/// User tasks run on number 0 alone, kernel threads on all.
struct processor {
	unsigned number = 0;
	process idle;
	kspawn_rq queue = {}; /* under the scheduler's lock */
	std::vector<kspawn_task *> queue_slots;
	bool dozes = false;                        /* likewise */
	std::atomic<uint32_t> bell{ 0 };           /* rung when there is work for a dozing processor */
	kspawn_task **signal_stack_task = nullptr; /* number 0: the stack of signal handlers leads to its task too */
	unsigned locks_held = 0;                   /* a bit for each kspawn_lock_id */
	pthread_t thread;
	int host_tid = 0;

	/// Sleeps until the bell has rung since it read `seen`.
	void doze(uint32_t seen);
	void ring();
};

/// The one that runs the caller; valid until the caller switches away.
processor &this_processor();

} // namespace kspawn::hosted
#endif
