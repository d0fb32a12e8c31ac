/* bench/life/lives.cpp: a kernel thread from its creation to the wait for it */
#include <kspawn/fork.h>

#include "contenders.hpp"
#include "kernel.hpp"
#include "slab.hpp"

namespace bench {
namespace {

int nothing(void *) { return 0; }

/// The child ends in its parent's yield.
void wait_for_each(uint64_t n)
{
	while (n--) {
		const int pid = kspawn_kernel_thread(nothing, nullptr, KSPAWN_SIGCHLD);
		life_kernel::yield();
		kspawn_wait4(pid, nullptr, 0);
	}
}

void live(uint64_t n)
{
	constexpr uint32_t tasks = 16;
	constexpr size_t stack_size = 4096;
	static const bool booted = (life_kernel::boot(tasks, tasks, stack_size, huge_pages), true);
	(void)booted;
	life_kernel::run(wait_for_each, n);
}

} // namespace

contender whole_life() { return { "kspawn whole life", live }; }

} // namespace bench
