/* bench/peers/threads.cpp: threads of Linux, from C++, from POSIX and bare; and two that wake one another */
#include <atomic>
#include <stdexcept>
#include <thread>

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contenders.hpp"
#include "posix_threads.hpp"
#include "stack.hpp"

namespace bench {
namespace {

// ---- creations ----

void std_thread(uint64_t n)
{
	while (n--)
		std::thread([] {}).join();
}

void *nothing(void *arg) { return arg; }

using word = std::atomic<uint32_t>;

/// Not private: so the kernel wakes the thread that waits for the end of another.
void sleep_while(word &w, uint32_t value)
{
	while (w.load(std::memory_order_acquire) == value)
		syscall(SYS_futex, &w, FUTEX_WAIT, value, nullptr, nullptr, 0);
}

int leaves(void *) { return 0; }

/// On a stack that is there already, with the thread storage of its parent, which it never touches.
void bare_clone(uint64_t n)
{
	static stack its;
	constexpr int flags =
		CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM | CLONE_CHILD_CLEARTID;
	while (n--) {
		word alive = 1;
		if (clone(leaves, its.bytes + stack_size, flags, nullptr, nullptr, nullptr, &alive) < 0)
			throw std::runtime_error("a thread could not be cloned");
		sleep_while(alive, 1);
	}
}

// ---- switches ----

word turn; /* 0: of the measuring thread, 1: of the other */

void hand_over(uint32_t to)
{
	turn.store(to, std::memory_order_release);
	syscall(SYS_futex, &turn, FUTEX_WAKE, 1, nullptr, nullptr, 0);
	sleep_while(turn, to);
}

void futex_answers()
{
	sleep_while(turn, 0);
	for (;;)
		hand_over(0);
}

/// Both on the processor of the measuring thread, which the other inherits.
void futex_hand_off(uint64_t n)
{
	static const bool started = (std::thread(futex_answers).detach(), true);
	for (; started && n > 1; n -= 2)
		hand_over(1);
}

} // namespace

void posix_threads(uint64_t n)
{
	while (n--) {
		pthread_t there;
		if (pthread_create(&there, nullptr, nothing, nullptr))
			throw std::runtime_error("a thread could not be started");
		pthread_join(there, nullptr);
	}
}

std::vector<contender> thread_creations()
{
	return { { "std::thread", std_thread, true },
		 { "pthread", posix_threads, true },
		 { "clone on a cached stack", bare_clone, true } };
}

std::vector<contender> thread_switches() { return { { "futex between threads", futex_hand_off, true } }; }

} // namespace bench
