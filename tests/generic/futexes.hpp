/* tests/generic/futexes.hpp: tasks that share memory and wait in it */
#ifndef KSPAWN_TESTS_FUTEXES_HPP
#define KSPAWN_TESTS_FUTEXES_HPP

#include <kspawn/futex.h>

#include "tasks.hpp"

namespace kspawn::test {

constexpr int priv = KSPAWN_FUTEX_PRIVATE;

inline long futex(uintptr_t at, int op, uint32_t value, uintptr_t timeout = 0, uintptr_t at2 = 0, uint32_t value3 = 0)
{
	return kspawn_sys_futex(at, op, value, timeout, at2, value3);
}

inline long wake(uintptr_t at, int count) { return futex(at, KSPAWN_FUTEX_WAKE | priv, uint32_t(count)); }

/// A task in the memory of the current one, in which `body` runs in a system call.
inline int sharer(std::function<int()> body)
{
	kspawn_mm *mm = hosted::process::current().mm;
	mm->refs++;
	return thread([body = std::move(body), mm] {
		CHECK(become_user() == 0);
		hosted::mm_put(std::exchange(hosted::process::current().mm, mm));
		kspawn_exit(exited(body()));
		return 0;
	});
}

/// Lets others run until `pid` sleeps.
inline void until_asleep(int pid)
{
	kspawn_task *task = find(pid);
	CHECK(task);
	while (task && !hosted::process::of(task).asleep)
		kspawn_sched_yield();
	if (task)
		kspawn_task_put(task);
}

/// A sharer that waits for the word at `at`, which is `seen`, and is asleep; it exits with the errno.
inline int waiter(uintptr_t at, uint32_t seen, uint32_t bitset = UINT32_MAX)
{
	const int pid = sharer([=] { return int(-futex(at, KSPAWN_FUTEX_WAIT_BITSET | priv, seen, 0, 0, bitset)); });
	until_asleep(pid);
	return pid;
}

inline bool sleeps(int pid)
{
	yield();
	kspawn_task *task = find(pid);
	const bool asleep = task && hosted::process::of(task).asleep;
	if (task)
		kspawn_task_put(task);
	return asleep;
}

/// `body` in a user task, after which no waiter is left in the table.
inline void with_futexes(std::function<void()> body)
{
	in_kernel([&] {
		as_user([&] {
			body();
			const kspawn_waiters &table = hosted::the_machine().futexes;
			CHECK(std::count(table.buckets, table.buckets + table.count, nullptr) == long(table.count));
			return 0;
		});
		return 0;
	});
}

} // namespace kspawn::test
#endif
