/* tests/explore/kernel/run_queue.cpp: runnable tasks, and the switch */
#include "internal.hpp"
#include <deque>

using namespace explore;

namespace kernel {

object queue_object;

namespace {

std::deque<int> queue; /* slots of runnable tasks */

} // namespace

void queue_reset()
{
	queue.clear();
	queue_object = fresh("the run queue");
}

void push(int n, op what)
{
	hproc &h = hp[n];
	if (h.queued)
		fail("a task is in the run queue twice, pid " + std::to_string(h.pid));
	if (h.st != hproc::used)
		fail("a freed task is made runnable");
	h.queued = true;
	release(h.lock);
	event(queue_object, what, true);
	queue.push_back(n);
	for (int v = 0; v < opt.vps; v++)
		if (v != cur && vps[v].st == processor::idle && !vps[v].just_woken)
			vps[v].just_woken = true;
}

namespace {

/// The first that is off its old processor, or -1.
int first_ready(const kspawn_task *self)
{
	for (size_t i = 0; i < queue.size(); i++) {
		const kspawn_task &task = slot(queue[i])->task;
		if (&task == self || task.on_cpu == 0)
			return int(i);
	}
	return -1;
}

kspawn_task *take()
{
	const int i = first_ready(vps[cur].current);
	event(queue_object, op_take, true);
	if (i < 0)
		return nullptr;
	const int n = queue[size_t(i)];
	queue.erase(queue.begin() + i);
	hp[n].queued = false;
	acquire(hp[n].lock);
	load32_newest(&slot(n)->task.on_cpu, __ATOMIC_ACQUIRE, HERE); /* first_ready saw that it is zero */
	return &slot(n)->task;
}

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
	kspawn_task_switched(kspawn_switch_to(&prev->thread, &next->thread));
	vps[cur].irq_off = irq_was;
}

} // namespace kernel

using namespace kernel;

namespace explore {

bool kernel_has_work(int vp)
{
	return first_ready(vps[vp].current) >= 0;
}

bool kernel_may_tick()
{
	const processor &p = vps[cur];
	return !p.irq_off && !p.locks && !host_of(p.current).idle && !queue.empty() && first_ready(nullptr) >= 0;
}

void kernel_tick()
{
	push(index_of(vps[cur].current), op_push);
	schedule();
}

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

void kspawn_schedule_tail(kspawn_thread *prev)
{
	kspawn_task_switched(prev);
	vps[cur].irq_off = false;
}

void kspawn_sched_yield()
{
	kernel_tick();
}
