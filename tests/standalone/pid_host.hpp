/* tests/standalone/pid_host.hpp: the two hooks of the pid table, by a host that watches its locks */
#pragma once
#include <kspawn/errno.h>
#include <kspawn/pid.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <mutex>
#include <thread>
#include <vector>

namespace kspawn_test {

inline std::mutex mutex;
inline std::atomic<std::thread::id> owner;
/// How often a lock was taken.
inline std::atomic<uintptr_t> locks;
/// Another lock than the pid lock, or one released with wrong flags or by another thread.
inline std::atomic<unsigned> lock_faults;

/// A table of `size` slots in storage that was not clean.
struct table : kspawn_pid_table {
	explicit table(uint32_t size) : storage(size, kspawn_pid_slot{ nullptr, 77, 77 })
	{
		REQUIRE(kspawn_pid_init(this, storage.data(), size) == 0);
	}
	int alloc(kspawn_task &task) { return kspawn_pid_alloc(this, &task); }
	void fill(kspawn_task &task)
	{
		while (alloc(task) > 0) {
		}
	}
	std::vector<kspawn_pid_slot> storage;
};

inline kspawn_task live_task()
{
	kspawn_task task{};
	task.state = KSPAWN_TASK_LIVE;
	task.refs = 1;
	return task;
}

} // namespace kspawn_test

uintptr_t kspawn_lock(kspawn_lock_id id)
{
	using namespace kspawn_test;
	if (owner == std::this_thread::get_id())
		std::abort(); /* it would wait for itself */
	mutex.lock();
	owner = std::this_thread::get_id();
	lock_faults += id != KSPAWN_LOCK_PID;
	return ++locks;
}

void kspawn_unlock(kspawn_lock_id id, uintptr_t flags)
{
	using namespace kspawn_test;
	lock_faults += id != KSPAWN_LOCK_PID || flags != locks || owner != std::this_thread::get_id();
	owner = std::thread::id();
	mutex.unlock();
}
