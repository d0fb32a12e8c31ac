/* src/hosted/spinlock.hpp: a lock between the machine's processors */
#ifndef KSPAWN_HOSTED_SPINLOCK_HPP
#define KSPAWN_HOSTED_SPINLOCK_HPP

#include <atomic>
#include <sched.h>

namespace kspawn::hosted {

/// For std::lock_guard. The holder may be a host thread that does not run, so
/// that a waiter lets others go first.
class spinlock {
public:
	void lock()
	{
		while (held.exchange(true, std::memory_order_acquire))
			sched_yield();
	}
	void unlock()
	{
		held.store(false, std::memory_order_release);
	}

private:
	std::atomic<bool> held{ false };
};

} // namespace kspawn::hosted
#endif
