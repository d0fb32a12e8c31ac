/* src/hosted/spinlock.hpp: a lock between the machine's processors */
#ifndef KSPAWN_HOSTED_SPINLOCK_HPP
#define KSPAWN_HOSTED_SPINLOCK_HPP

#include <atomic>
#include <cstdint>
#include <sched.h>

namespace kspawn::hosted {

/// For std::lock_guard. The holder may be a host thread that does not run, so
/// that a waiter lets others go first.
class spinlock {
public:
	void lock()
	{
		while (held.exchange(1, std::memory_order_acquire))
			sched_yield();
	}
	void unlock()
	{
		held.store(0, std::memory_order_release);
	}

private:
	std::atomic<uint32_t> held{ 0 }; /* a byte would ask RISC-V for libatomic */
};

} // namespace kspawn::hosted
#endif
