/* src/hosted/spinlock.hpp: a lock between the machine's processors */
#ifndef KSPAWN_HOSTED_SPINLOCK_HPP
#define KSPAWN_HOSTED_SPINLOCK_HPP

#include <atomic>
#include <cstdint>
#include <sched.h>

namespace kspawn::hosted {

/// For std::lock_guard. A holder is soon done; if not, it is a host thread that
/// does not run, so that a waiter lets others go first.
class alignas(128) spinlock {
public:
	void lock()
	{
		for (unsigned looks = 0; held.exchange(1, std::memory_order_acquire);)
			while (held.load(std::memory_order_relaxed))
				if (++looks % looks_before_yield == 0)
					sched_yield();
	}
	void unlock() { held.store(0, std::memory_order_release); }

private:
	static constexpr unsigned looks_before_yield = 1000; /* about a microsecond */
	std::atomic<uint32_t> held{ 0 };                     /* a byte would ask RISC-V for libatomic */
};

} // namespace kspawn::hosted
#endif
