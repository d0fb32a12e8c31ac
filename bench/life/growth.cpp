/* bench/life/growth.cpp: what a creation, an end, a wait and a pid take while many are alive, and the memory of each */
#include <algorithm>
#include <chrono>
#include <fstream>

#include <kspawn/fork.h>
#include <kspawn/pid.h>
#include <unistd.h>

#include "contenders.hpp"
#include "kernel.hpp"
#include "measure.hpp"
#include "sibling.hpp"
#include "slab.hpp"

namespace bench {
namespace {

using clock = std::chrono::steady_clock;

constexpr unsigned litter = 64, litters = 200, warm_up = 10'000; /* 20 ms, see measure.cpp */
constexpr size_t small_stack = 1024;

// ---- the living threads: asleep, and children of init ----

uint32_t never;

int sleeper(void *)
{
	for (;;)
		kspawn_wait_word(&never, 0, KSPAWN_UNINTERRUPTIBLE);
}

void bear_sleepers(uint64_t n)
{
	for (; n > 0; n--) {
		kspawn_kernel_thread(sleeper, nullptr, KSPAWN_SIGCHLD);
		life_kernel::yield();
	}
}

void boot_with(uint64_t alive, size_t stack_size)
{
	life_kernel::boot(uint32_t(alive) + litter, litter, stack_size, huge_pages);
	life_kernel::run(bear_sleepers, alive);
}

// ---- a litter is created, ends, and is waited for; one of the three is timed ----

enum stage { creation, end, wait };

int nothing(void *) { return 0; }

struct timer {
	stage timed;
	std::vector<double> samples, per_cycle;
	clock::time_point start;
	void begin() { start = clock::now(); }
	void finish(stage s)
	{
		if (s == timed)
			samples.push_back(std::chrono::duration<double, std::nano>(clock::now() - start).count() / litter);
	}
} times;

void one_litter()
{
	int pids[litter];
	const core_watch watch;
	times.begin();
	for (int &pid : pids)
		pid = kspawn_kernel_thread(nothing, nullptr, KSPAWN_SIGCHLD);
	times.finish(creation);
	times.begin();
	life_kernel::yield();
	times.finish(end);
	times.begin();
	for (int pid : pids)
		kspawn_wait4(pid, nullptr, 0);
	times.finish(wait);
	times.per_cycle.push_back(watch.per_cycle());
}

void all_litters(uint64_t n)
{
	while (n--)
		one_litter();
}

template <stage s>
sampled stage_samples(uint64_t alive)
{
	times.timed = s;
	boot_with(alive, small_stack);
	life_kernel::run(all_litters, warm_up);
	times.samples.clear();
	times.per_cycle.clear();
	life_kernel::run(all_litters, litters);
	return without_neighbour(times.samples, times.per_cycle);
}

// ---- pids ----

sampled pid_samples(uint64_t alive)
{
	static kspawn_pid_table table;
	static kspawn_task holder;
	const auto count = uint32_t(alive + litter + 1);
	kspawn_pid_init(&table, static_cast<kspawn_pid_slot *>(huge_pages(count * sizeof(kspawn_pid_slot))), count);
	while (alive--)
		kspawn_pid_alloc(&table, &holder);
	return sample_series(litters, 5000, [](uint64_t n) {
		while (n--)
			kspawn_pid_free(&table, kspawn_pid_alloc(&table, &holder));
	});
}

// ---- memory ----

double resident()
{
	double all, bytes;
	std::ifstream("/proc/self/statm") >> all >> bytes;
	return bytes * double(sysconf(_SC_PAGESIZE));
}

template <size_t stack_size>
sampled memory_samples(uint64_t alive)
{
	const double before = resident();
	boot_with(alive, stack_size);
	return std::vector<double>{ (resident() - before) / double(alive) };
}

} // namespace

std::vector<line> growth_lines()
{
	return { { "creation", stage_samples<creation> },
		 { "run and exit", stage_samples<end> },
		 { "wait", stage_samples<wait> },
		 { "pid, allocated and freed", pid_samples } };
}

std::vector<line> memory_lines()
{
	return { { "stacks of 1 KiB", memory_samples<1024> }, { "stacks of 4 KiB", memory_samples<4096> } };
}

} // namespace bench
