/* tests/explore/kernel/run_queue.cpp: runnable tasks */
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
	queue_ready(n);
	for (int v = 0; v < opt.vps; v++)
		if (v != cur && vps[v].st == processor::idle && !vps[v].just_woken)
			vps[v].just_woken = true;
}

void publish(int n, op what)
{
	sched_hold hold;
	push(n, what);
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

int take_oldest()
{
	const int n = queue.front();
	queue.pop_front();
	dequeue_ready(n);
	return n;
}

/// Takes the one at place i. Those before it are still on a processor and go behind the others, as with a queue that
/// cannot be searched.
int take_ready(int i)
{
	for (; i > 0; i--) {
		const int n = take_oldest();
		queue.push_back(n);
		queue_ready(n);
	}
	return take_oldest();
}

} // namespace

kspawn_task *take()
{
	sched_hold hold;
	const int i = first_ready(vps[cur].current);
	event(queue_object, op_take, true);
	if (queue.empty())
		dequeue_ready(-1);
	if (i < 0)
		return nullptr;
	const int n = take_ready(i);
	hp[n].queued = false;
	acquire(hp[n].lock);
	load32_newest(&slot(n)->task.on_cpu, __ATOMIC_ACQUIRE, HERE); /* first_ready saw that it is zero */
	return &slot(n)->task;
}

} // namespace kernel

using namespace kernel;

namespace explore {

bool kernel_has_work(int vp) { return first_ready(vps[vp].current) >= 0; }

bool kernel_may_tick()
{
	const processor &p = vps[cur];
	return !p.irq_off && !p.locks && !host_of(p.current).idle && !queue.empty() && first_ready(nullptr) >= 0;
}

void kernel_tick()
{
	publish(index_of(vps[cur].current), op_push);
	schedule();
}

} // namespace explore

void kspawn_sched_yield() { kernel_tick(); }
