/* tests/explore/kernel/switch.cpp: the switch to the next task */
#include "internal.hpp"

using namespace explore;

namespace kernel {

namespace {

void check_runnable(const kspawn_task *task, const hproc &h)
{
	if (h.st != hproc::used)
		fail("a freed task runs", HERE);
	if (h.stack_freed)
		fail("a task runs on a freed stack", HERE);
	if (task->state == KSPAWN_TASK_NEW)
		fail("a task runs that was not published", HERE);
}

/// The switch reads one stack pointer and writes the other, and both stacks change hands.
void check_switch(kspawn_task *prev, kspawn_task *next)
{
	hproc &from = host_of(prev), &to = host_of(next);
	access(&next->thread.sp, 8, false, HERE);
	access(&proc_of(prev)->stack_cell, 4, true, HERE);
	access(&proc_of(next)->stack_cell, 4, true, HERE);
	access(&prev->thread.sp, 8, true, HERE);
	if (to.stack_vp >= 0)
		fail("two processors on one stack, pid " + std::to_string(to.pid), HERE);
	if (!next->thread.sp)
		fail("a task runs without registers", HERE);
	from.stack_vp = -1;
	to.stack_vp = cur;
}

} // namespace

void schedule()
{
	const bool irq_was = vps[cur].irq_off;
	no_core_lock("schedule");
	vps[cur].irq_off = true;
	point(op_take, &queue_object, HERE);
	kspawn_task *prev = vps[cur].current;
	kspawn_task *next = take();
	if (!next)
		next = &slot(cur)->task; /* idle */
	if (next == prev) {
		vps[cur].irq_off = irq_was;
		return;
	}
	check_runnable(next, host_of(next));
	store32(&next->on_cpu, 1, __ATOMIC_RELAXED, HERE);
	vps[cur].current = next;
	if (opt.plain)
		point(op_switch, prev, HERE);
	check_switch(prev, next);
	kspawn_finish_switch(kspawn_switch_to(&prev->thread, &next->thread));
	vps[cur].irq_off = irq_was;
}

} // namespace kernel

using namespace kernel;

void kspawn_schedule_tail(kspawn_thread *prev)
{
	kspawn_finish_switch(prev);
	vps[cur].irq_off = false;
}
