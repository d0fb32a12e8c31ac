/* bench/peers/signals.cpp: signals and futexes of Linux */
#include <csignal>

#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contenders.hpp"
#include "measure.hpp"

namespace bench {
namespace {

constexpr unsigned samples = 60;

void ignore(int) {}

void signal_self(uint64_t n)
{
	const int self = getpid();
	while (n--)
		kill(self, SIGUSR1);
}

sampled signals(uint64_t)
{
	struct sigaction action = {};
	action.sa_handler = ignore;
	sigaction(SIGUSR1, &action, nullptr);
	return sample_series(samples, 20e3, signal_self);
}

void wake_nobody(uint64_t n)
{
	static uint32_t word;
	while (n--)
		syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

sampled wakes(uint64_t) { return sample_series(samples, 20e3, wake_nobody); }

} // namespace

std::vector<line> linux_signals()
{
	return {
		{ "Linux, a signal to oneself", signals },
		{ "Linux, a wake of no waiter", wakes },
		{ "Linux, a hand-over by futex", thread_wakes().samples },
	};
}

} // namespace bench
