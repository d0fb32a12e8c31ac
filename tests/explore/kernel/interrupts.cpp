/* tests/explore/kernel/interrupts.cpp: the scenario's interrupt handler, on the processor of the task that it interrupts */
#include "internal.hpp"

using namespace explore;

using namespace kernel;

namespace explore {

bool kernel_may_interrupt()
{
	const processor &p = vps[cur];
	return interrupts_left > 0 && !p.irq_off && !p.locks;
}

void kernel_interrupt()
{
	const int here = cur;
	static object taken = fresh("an interrupt");
	interrupts_left--;
	taken.w = taken.r = 0;
	event(taken, op_interrupt, true); /* the state is another than before it */
	vps[here].irq_off = true;
	vps[here].in_interrupt = true;
	handler_lock.owner = here;
	playing->interrupt();
	give_lock(handler_lock);
	vps[here].in_interrupt = false;
	vps[here].irq_off = false;
}

} // namespace explore
