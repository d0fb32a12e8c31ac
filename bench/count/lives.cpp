/* bench/count/lives.cpp: the whole life of a kernel thread, while few and while many others sleep */
#include <kspawn/fork.h>

#include "life/kernel.hpp"
#include "marks.hpp"

namespace {

using namespace bench;

constexpr uint32_t few = 10, many = 10000, room = 16;
constexpr size_t stack_size = 2048; /* more than half of it is left to each: the least that a port takes is 1024 */
uint32_t never;

/// Static, and given once.
void *zeroes(size_t bytes)
{
	constexpr size_t page = 4096;
	alignas(page) static unsigned char memory[many * (stack_size + 256)];
	static size_t used;
	void *here = memory + used;
	used += (bytes + page - 1) & ~(page - 1);
	if (used > sizeof(memory))
		__builtin_trap();
	return here;
}

int sleeper(void *)
{
	for (;;)
		kspawn_wait_word(&never, 0, KSPAWN_UNINTERRUPTIBLE);
}

int nothing(void *) { return 0; }

void bear_sleepers(uint64_t n)
{
	while (n--)
		if (kspawn_kernel_thread(sleeper, nullptr, KSPAWN_SIGCHLD) < 0) /* a life would be refused, too */
			__builtin_trap();
	life_kernel::yield();
}

COUNT_APART void live()
{
	const int pid = kspawn_kernel_thread(nothing, nullptr, KSPAWN_SIGCHLD);
	life_kernel::yield();
	kspawn_wait4(pid, nullptr, 0);
}

/// Without a branch before its end, since what follows branches is copied too.
COUNT_APART void counted_life()
{
	COUNT_BEGIN(life);
	live();
	COUNT_END(life);
}

void lives(uint64_t n)
{
	while (n--)
		counted_life();
}

} // namespace

/* One operation: it is counted among few and among many, and has to be the same each time. */
extern "C" void _start()
{
	constexpr uint64_t times = 3;
	life_kernel::boot(many + room, many + room, stack_size, zeroes);
	life_kernel::run(bear_sleepers, few);
	life_kernel::run(lives, times);
	COUNT_FROM();
	life_kernel::run(lives, times);
	life_kernel::run(bear_sleepers, many - few);
	life_kernel::run(lives, times);
	COUNT_UNTIL();
}
