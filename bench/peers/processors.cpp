/* bench/peers/processors.cpp: Linux's threads come and go, on several processors, and wake each other */
#include <atomic>
#include <thread>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contenders.hpp"
#include "measure.hpp"
#include "posix_threads.hpp"
#include "processors.hpp"

namespace bench {
namespace {

sampled race_creations(uint64_t size) { return race_of_threads(unsigned(size), posix_threads); }

// ---- hand-over ----

enum : uint32_t { of_first, of_second, of_nobody };
std::atomic<uint32_t> turn;

void give(uint32_t to)
{
	turn.store(to, std::memory_order_release);
	syscall(SYS_futex, &turn, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

void sleep_while(uint32_t value)
{
	while (turn.load(std::memory_order_acquire) == value)
		syscall(SYS_futex, &turn, FUTEX_WAIT_PRIVATE, value, nullptr, nullptr, 0);
}

void answer()
{
	for (sleep_while(of_first); turn != of_nobody; sleep_while(of_first))
		give(of_first);
}

sampled hand_overs(uint64_t size)
{
	std::thread second([size] {
		stay_on(unsigned(size) - 1);
		answer();
	});
	stay_on(0);
	const auto samples = sample_sleepers(60, 200e3, [](uint64_t n) {
		for (; n > 1; n -= 2) {
			give(of_second);
			sleep_while(of_second);
		}
	});
	give(of_nobody);
	second.join();
	return samples;
}

} // namespace

line thread_processors() { return { "pthread, create and join", race_creations, processors() }; }

line thread_wakes() { return { "futex between threads", hand_overs, processors() }; }

} // namespace bench
