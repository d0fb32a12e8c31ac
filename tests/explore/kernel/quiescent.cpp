/* tests/explore/kernel/quiescent.cpp: what must be left when no processor can continue */
#include "internal.hpp"

using namespace explore;

using namespace kernel;

namespace {

void check_tasks(int init)
{
	for (int n = opt.vps; n < slots_used; n++)
		if (hp[n].st == hproc::used && n != init)
			fail("a task was never freed, created as pid " + std::to_string(hp[n].pid));
		else if (hp[n].st == hproc::freed && !hp[n].stack_freed)
			fail("a stack was never freed");
	if (pids->used != 1)
		fail("pids are not free again: " + std::to_string(pids->used));
}

void check_things(int init)
{
	int left = things_in_use();
	for (const counted *c : hp[init].res)
		left -= c != nullptr;
	if (left)
		fail("address spaces or files are left: " + std::to_string(left));
	if (open_images)
		fail("open images are left");
}

void check_init(const kspawn_task &init)
{
	if (init.children || init.zombies || init.threads != 1 || init.live != 1 || init.refs != 1)
		fail("init's family or counts are not as they were");
}

} // namespace

void explore::kernel_quiescent()
{
	if (!init_done)
		fail("every task sleeps: init has not finished");
	if (!exploring)
		fail("the scenario never began");
	if (playing->check)
		playing->check();
	exploring = false;
	const int init = index_of(kspawn_init_task());
	check_tasks(init);
	check_things(init);
	check_init(slot(init)->task);
	layer5_check();
}
